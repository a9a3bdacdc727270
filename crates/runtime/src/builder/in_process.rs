//! A client that speaks to a server in process.

use super::Builder;
use crate::auth::Credential;
use crate::test_kit::Server;

impl Builder {
    /// Speaks to this server instead of the API: by its transport and its clock, and with something as every credential that is not
    /// set.
    pub fn in_process(self, server: &Server) -> Self {
        let unset = (0..self.api.schemes.len()).filter(|index| self.proofs[*index].is_none()).collect::<Vec<_>>();
        let builder = self.base_url("http://localhost").transport(server.clone()).clock(server.clock());
        // With a colon it is good as a name and a password, too.
        unset.into_iter().fold(builder, |builder, scheme| builder.credential(scheme, Credential::key("test:kit")))
    }
}
