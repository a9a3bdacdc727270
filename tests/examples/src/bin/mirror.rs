//! Updates a copy of customers and jobs: `mirror URL DATABASE`, with the API key in `HOUSECALL_PRO_KEY`.

use std::error::Error;

use examples::mirror::Mirror;
use housecall_pro::Client;
use rusqlite::Connection;

#[tokio::main(flavor = "current_thread")]
#[expect(clippy::disallowed_methods, reason = "a program reads its arguments")]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let (Some(url), Some(database)) = (args.next(), args.next()) else { return Err("mirror URL DATABASE".into()) };
    let client = Client::builder().api_key(std::env::var("HOUSECALL_PRO_KEY")?).base_url(url).build()?;
    Ok(Mirror::new(Connection::open(database)?)?.update(&client).await?)
}
