//! Differences between threads and a browser: on `wasm32` nothing can be sent to another thread, so nothing has to be [`Send`].

use std::pin::Pin;

/// A boxed future that is [`Send`], except on `wasm32`.
///
/// ```
/// use bindery_runtime::future::BoxFuture;
///
/// fn answer() -> BoxFuture<'static, u32> {
///     Box::pin(async { 42 })
/// }
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
/// assert_eq!(answer().await, 42);
/// # });
/// ```
#[cfg(not(target_arch = "wasm32"))]
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// A boxed future that is [`Send`], except on `wasm32`.
#[cfg(target_arch = "wasm32")]
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

/// [`Send`], except on `wasm32`. It is implemented for all such types.
///
/// ```
/// use bindery_runtime::future::MaybeSend;
///
/// /// Runs a function that may be sent to another task.
/// fn run<T>(make: impl FnOnce() -> T + MaybeSend) -> T {
///     make()
/// }
/// assert_eq!(run(|| 42), 42);
/// ```
#[cfg(not(target_arch = "wasm32"))]
pub trait MaybeSend: Send {}
#[cfg(not(target_arch = "wasm32"))]
impl<T: Send + ?Sized> MaybeSend for T {}

/// [`Send`], except on `wasm32`. It is implemented for all such types.
#[cfg(target_arch = "wasm32")]
pub trait MaybeSend {}
#[cfg(target_arch = "wasm32")]
impl<T: ?Sized> MaybeSend for T {}

/// [`Sync`], except on `wasm32`. It is implemented for all such types.
///
/// ```
/// use bindery_runtime::future::{MaybeSend, MaybeSync};
///
/// /// A function that all calls of a client share.
/// struct Hook(Box<dyn Tell>);
/// trait Tell: Fn(u32) -> u32 + MaybeSend + MaybeSync {}
/// impl<F: Fn(u32) -> u32 + MaybeSend + MaybeSync> Tell for F {}
///
/// assert_eq!((Hook(Box::new(|number| number + 1)).0)(41), 42);
/// ```
#[cfg(not(target_arch = "wasm32"))]
pub trait MaybeSync: Sync {}
#[cfg(not(target_arch = "wasm32"))]
impl<T: Sync + ?Sized> MaybeSync for T {}

/// [`Sync`], except on `wasm32`. It is implemented for all such types.
#[cfg(target_arch = "wasm32")]
pub trait MaybeSync {}
#[cfg(target_arch = "wasm32")]
impl<T: ?Sized> MaybeSync for T {}
