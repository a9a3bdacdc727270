//! TLS: the identity of the server and of the caller.

use std::error::Error as _;
use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use bindery_runtime::reqwest::Client;
use bindery_runtime::rustls::crypto::ring::default_provider;
use bindery_runtime::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use bindery_runtime::rustls::server::WebPkiClientVerifier;
use bindery_runtime::rustls::{ClientConfig, RootCertStore, ServerConfig, ServerConnection, StreamOwned};
use bindery_runtime::transport::{Reqwest, Ureq};
use bindery_runtime::ureq::Agent;
use bindery_runtime::ureq::tls::{Certificate, ClientCert, PrivateKey, RootCerts, TlsConfig};
use bindery_runtime::{Api, Builder, Credential, Error, ErrorKind, Operation, Retry, Scheme, nothing};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};

use super::world::World;

static API: Api = Api::new("tls/1.0.0").schemes(&[Scheme::bearer("token")]).auth(&[&["token"]]);
static GET: Operation = Operation::new("get", "GET", "/thing");

/// A certificate authority for servers and callers, and a certificate that it issued.
struct Party {
    authority: CertificateDer<'static>,
    certificate: CertificateDer<'static>,
    key: KeyPair,
}

impl Party {
    /// Both sides of a test use this one.
    fn new() -> Self {
        let mut params = CertificateParams::new([]).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let authority = CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap();
        let key = KeyPair::generate().unwrap();
        let params = CertificateParams::new(["127.0.0.1".to_owned()]).unwrap();
        let certificate = params.signed_by(&key, &authority).unwrap();
        Self { authority: authority.der().clone(), certificate: certificate.der().clone(), key }
    }

    fn roots(&self) -> RootCertStore {
        let mut roots = RootCertStore::empty();
        roots.add(self.authority.clone()).unwrap();
        roots
    }

    fn key(&self) -> PrivateKeyDer<'static> {
        PrivateKeyDer::try_from(self.key.serialize_der()).unwrap()
    }

    /// A server that requires client certificates, and reports whether a request reached it.
    fn serve(&self) -> (SocketAddr, Receiver<String>) {
        let provider = Arc::new(default_provider());
        let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(self.roots()), Arc::clone(&provider));
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_client_cert_verifier(verifier.build().unwrap())
            .with_single_cert(vec![self.certificate.clone()], self.key())
            .unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let (told, heard) = channel();
        thread::spawn(move || listen(&listener, &Arc::new(config), &told));
        (address, heard)
    }

    fn transport(&self, world: World, builder: Builder) -> Builder {
        let provider = Arc::new(default_provider());
        match world {
            World::Async => {
                let tls = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
                let tls = tls.with_root_certificates(self.roots());
                let tls = tls.with_client_auth_cert(vec![self.certificate.clone()], self.key()).unwrap();
                builder.transport(Reqwest::build(Client::builder().tls_backend_preconfigured(tls).no_proxy()).unwrap())
            }
            World::Blocking => {
                let chain = [Certificate::from_der(&self.certificate).to_owned()];
                let key = PrivateKey::from_pem(self.key.serialize_pem().as_bytes()).unwrap();
                let roots = [Certificate::from_der(&self.authority).to_owned()];
                let tls = TlsConfig::builder()
                    .root_certs(RootCerts::from(roots))
                    .client_cert(Some(ClientCert::new_with_certs(&chain, key)))
                    .unversioned_rustls_crypto_provider(provider);
                let config = Agent::config_builder().tls_config(tls.build()).proxy(None);
                builder.transport(Ureq::new(config.build().new_agent()))
            }
        }
    }
}

fn listen(listener: &TcpListener, config: &Arc<ServerConfig>, told: &Sender<String>) {
    for stream in listener.incoming() {
        let mut stream = StreamOwned::new(ServerConnection::new(Arc::clone(config)).unwrap(), stream.unwrap());
        let mut head = [0; 4096];
        // Refused connections are closed by either side.
        let Ok(length @ 1..) = stream.read(&mut head) else { continue };
        let _ = told.send(String::from_utf8_lossy(&head[..length]).into_owned());
        let _ = stream.write_all(b"HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n");
    }
}

async fn get(world: World, builder: Builder, server: SocketAddr) -> Result<(), Error> {
    let builder = builder.base_url(format!("https://{server}")).retry(Retry::none());
    let core = builder.credential(0, Credential::key("canary")).build().unwrap();
    world.send(core.request(&GET).call(nothing)).await
}

pub(super) async fn both_sides_show_a_certificate() {
    let party = Party::new();
    let (server, heard) = party.serve();
    for world in World::BOTH {
        get(world, party.transport(world, Builder::new(&API)), server).await.unwrap();
        assert!(heard.recv().unwrap().starts_with("GET /thing HTTP/1.1\r\n"));
    }
}

pub(super) async fn a_server_that_nobody_vouches_for_gets_nothing() {
    let (server, heard) = Party::new().serve();
    for world in World::BOTH {
        for builder in [Builder::new(&API), Party::new().transport(world, Builder::new(&API))] {
            let error = get(world, builder, server).await.unwrap_err();
            assert_eq!((error.kind(), error.was_sent()), (ErrorKind::Connect, false), "{error} {:?}", error.source());
        }
    }
    assert!(heard.try_recv().is_err());
}
