//! The default transports with the caller's HTTP client.

#[cfg(feature = "reqwest")]
mod awaited {
    use std::io::Write as _;
    use std::sync::Arc;
    use std::time::Duration;

    use bindery_runtime::ErrorKind;
    use bindery_runtime::http::HeaderMap;
    use bindery_runtime::reqwest::redirect::Policy;
    use bindery_runtime::reqwest::{Client, ClientBuilder, Proxy};
    use bindery_runtime::rustls::crypto::ring::default_provider;
    use bindery_runtime::rustls::{ClientConfig, RootCertStore};
    use bindery_runtime::transport::Reqwest;

    use crate::socket::{address, builder, hold};

    const EMPTY: &str = "HTTP/1.1 200 OK\r\ncontent-length: 12\r\n\r\n{\"jobs\": []}";

    /// The servers of these tests do not use TLS.
    fn own() -> ClientBuilder {
        let tls = ClientConfig::builder_with_provider(Arc::new(default_provider()));
        let tls = tls.with_safe_default_protocol_versions().unwrap().with_root_certificates(RootCertStore::empty());
        Client::builder().tls_backend_preconfigured(tls.with_no_client_auth()).no_proxy()
    }

    #[tokio::test]
    async fn requests_go_through_the_client_of_the_caller() {
        let own = own().default_headers(HeaderMap::from_iter([("x-own".parse().unwrap(), "7".parse().unwrap())]));
        let (client, seen) = builder(EMPTY, drop);
        let client = client.transport(Reqwest::from(own.build().unwrap())).build().unwrap();
        client.jobs().list().await.unwrap();
        assert!(seen.recv().unwrap().contains("\r\nx-own: 7\r\n"));
    }

    #[tokio::test]
    async fn a_proxy_of_the_caller_is_asked() {
        let (proxy, seen) = address(EMPTY, drop);
        let own = own().proxy(Proxy::all(format!("http://{proxy}")).unwrap());
        let (client, _) = builder("", drop);
        let client = client.base_url("http://api.invalid").transport(Reqwest::build(own).unwrap()).build().unwrap();
        client.status().await.unwrap();
        assert!(seen.recv().unwrap().starts_with("GET http://api.invalid/status HTTP/1.1\r\n"));
    }

    #[tokio::test]
    async fn a_client_that_is_built_here_follows_no_redirect() {
        let (elsewhere, asked) = address(EMPTY, drop);
        let (client, _) =
            builder(format!("HTTP/1.1 302 Found\r\nlocation: http://{elsewhere}/\r\ncontent-length: 0\r\n\r\n"), drop);
        let own = own().redirect(Policy::limited(5));
        let error = client.transport(Reqwest::build(own).unwrap()).build().unwrap().jobs().list().await.err().unwrap();
        assert_eq!(error.status().unwrap().as_u16(), 302, "{error}");
        assert!(asked.try_recv().is_err());
    }

    #[tokio::test]
    async fn limits_and_errors_are_those_of_the_default_one() {
        let (client, _) = builder("HTTP/1.1 200 OK\r\ncontent-length: 12\r\n\r\n", |mut stream| {
            stream.write_all(b"{").unwrap();
            hold(stream);
        });
        let client = client.attempt_timeout(Duration::from_secs(10)).transport(Reqwest::build(own()).unwrap());
        let error = client.build().unwrap().jobs().list().await.err().unwrap();
        assert_eq!((error.kind(), error.body()), (ErrorKind::Timeout, &b"{"[..]), "{error}");
    }
}

#[cfg(feature = "blocking")]
mod waited_for {
    use std::io::Write as _;

    use bindery_runtime::transport::Ureq;
    use bindery_runtime::ureq::{Agent, Proxy};

    use crate::socket::{address, builder, head};

    #[test]
    fn a_proxy_of_the_caller_is_asked() {
        let (proxy, seen) = address("HTTP/1.1 200 OK\r\n\r\n", |mut stream| {
            head(&mut stream);
            stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nup").unwrap();
        });
        let agent = Agent::config_builder().proxy(Some(Proxy::new(&format!("http://{proxy}")).unwrap())).build();
        let (client, _) = builder("", drop);
        let client = client.base_url("http://api.invalid").transport(Ureq::from(agent.new_agent())).build().unwrap();
        assert_eq!(client.status().wait().unwrap(), "up");
        assert!(seen.recv().unwrap().starts_with("CONNECT api.invalid:80 HTTP/1.1\r\n"));
    }

    #[test]
    fn statuses_and_redirects_are_no_matter_of_the_agent() {
        let (elsewhere, asked) = address("HTTP/1.1 200 OK\r\n\r\n", drop);
        let found = format!("HTTP/1.1 302 Found\r\nlocation: http://{elsewhere}/\r\ncontent-length: 0\r\n\r\n");
        for (answer, status) in [(found.as_str(), 302), ("HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n", 404)] {
            let (client, _) = builder(answer.to_owned(), drop);
            // Its defaults: a status is an error, and redirects are followed.
            let agent = Agent::config_builder().proxy(None).build().new_agent();
            let error = client.transport(Ureq::new(agent)).build().unwrap().jobs().list().wait().err().unwrap();
            assert_eq!(error.status().unwrap().as_u16(), status, "{error}");
        }
        assert!(asked.try_recv().is_err());
    }
}
