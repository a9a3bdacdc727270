//! The server URLs of an API, with variables.

/// A variable in the URLs of an API's servers: `{region}` in `https://{region}.example.com`.
///
/// ```
/// use bindery_runtime::{Api, Variable};
///
/// static API: Api = Api::new("example/0.1.0")
///     .servers(&["https://{region}.example.com/{version}"])
///     .variables(&[Variable::new("region", "eu").values(&["eu", "us"]), Variable::new("version", "v1")]);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Variable {
    name: &'static str,
    default: &'static str,
    values: &'static [&'static str],
    /// The template of the server that it belongs to, if others have a variable of this name.
    server: Option<&'static str>,
}

impl Variable {
    /// Creates the variable `name`, which is `default` unless the builder sets it.
    pub const fn new(name: &'static str, default: &'static str) -> Self {
        Self { name, default, values: &[], server: None }
    }

    /// Restricts it to the server with this URL template, because servers differ in it.
    ///
    /// ```
    /// use bindery_runtime::{Api, Builder, Variable};
    ///
    /// static API: Api = Api::new("example/0.1.0")
    ///     .servers(&["https://{region}.example.com", "https://{region}.example.cn"])
    ///     .variables(&[
    ///         Variable::new("region", "eu").of("https://{region}.example.com"),
    ///         Variable::new("region", "north").of("https://{region}.example.cn"),
    ///     ]);
    /// let core = Builder::new(&API).server(1).build()?;
    /// assert!(format!("{core:?}").contains("https://north.example.cn"));
    /// # Ok::<(), bindery_runtime::Error>(())
    /// ```
    #[must_use]
    pub const fn of(mut self, server: &'static str) -> Self {
        self.server = Some(server);
        self
    }

    /// Sets the allowed values; by default any.
    #[must_use]
    pub const fn values(mut self, values: &'static [&'static str]) -> Self {
        self.values = values;
        self
    }
}

/// The variables of an API, and the values set by a client.
#[derive(Clone, Debug)]
pub(crate) struct Variables {
    declared: &'static [Variable],
    /// Name and value of each that is set; the last one wins.
    set: Vec<(String, String)>,
}

impl Variables {
    /// Creates variables of which none is set.
    pub(crate) fn new(declared: &'static [Variable]) -> Self {
        Self { declared, set: Vec::new() }
    }

    /// Sets a variable.
    ///
    /// # Errors
    /// There is no such variable, or the value is not allowed.
    pub(crate) fn set(&mut self, name: String, value: String) -> Result<(), String> {
        let declared: Vec<&Variable> = self.declared.iter().filter(|variable| variable.name == name).collect();
        let accepts = |variable: &&Variable| variable.values.is_empty() || variable.values.contains(&value.as_str());
        if declared.is_empty() {
            return Err(format!("the API's servers have no variable `{name}`"));
        }
        if !declared.iter().any(accepts) {
            let values: Vec<&str> = declared.iter().flat_map(|variable| variable.values).copied().collect();
            return Err(format!("the server variable `{name}` is one of {}, not `{value}`", values.join(", ")));
        }
        self.set.push((name, value));
        Ok(())
    }

    /// Fills the variables of a server's URL. Undeclared names in braces are left, which makes the URL invalid.
    pub(crate) fn fill(&self, url: &str) -> String {
        let mut out = String::with_capacity(url.len());
        let mut rest = url;
        while let Some((before, name, after)) = crate::url::next_expression(rest) {
            out.push_str(before);
            match self.value(name, url) {
                Some(value) => out.push_str(value),
                None => out.push_str(&rest[before.len()..rest.len() - after.len()]),
            }
            rest = after;
        }
        out.push_str(rest);
        out
    }

    fn value(&self, name: &str, server: &str) -> Option<&str> {
        let set = self.set.iter().rev().find(|(set, _)| set == name).map(|(_, value)| value.as_str());
        let is_its = |variable: &&Variable| variable.name == name && variable.server.is_none_or(|its| its == server);
        set.or_else(|| self.declared.iter().find(is_its).map(|variable| variable.default))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    static DECLARED: &[Variable] =
        &[Variable::new("region", "eu").values(&["eu", "us"]), Variable::new("version", "v1")];

    #[test]
    fn what_is_not_set_is_the_default() {
        let mut variables = Variables::new(DECLARED);
        variables.set("version".to_owned(), "v2".to_owned()).unwrap();
        assert_eq!(variables.fill("https://{region}.example.com/{version}/x"), "https://eu.example.com/v2/x");
    }

    #[test]
    fn the_last_value_counts() {
        let mut variables = Variables::new(DECLARED);
        variables.set("region".to_owned(), "us".to_owned()).unwrap();
        variables.set("region".to_owned(), "eu".to_owned()).unwrap();
        assert_eq!(variables.fill("{region}"), "eu");
    }

    #[test]
    fn an_unknown_name_or_value_is_refused() {
        let mut variables = Variables::new(DECLARED);
        let refused = |result: Result<(), String>| result.unwrap_err();
        let text = refused(variables.set("region".to_owned(), "mars".to_owned()));
        assert_eq!(text, "the server variable `region` is one of eu, us, not `mars`");
        let text = refused(variables.set("planet".to_owned(), "mars".to_owned()));
        assert_eq!(text, "the API's servers have no variable `planet`");
    }

    #[test]
    fn an_undeclared_variable_stays() {
        assert_eq!(Variables::new(&[]).fill("https://{x}/{"), "https://{x}/{");
    }
}
