//! The namespace of component names: `api.v2010` in `api.v2010.account`, `Shop.Models` in `Shop.Models.Customer`.

use crate::Api;

/// Fewer names with dots share a prefix by chance.
const FEW: usize = 3;

/// The dotted prefix that all component names with dots share, with its last dot; empty if there is none.
pub(crate) fn find<'n>(components: impl Iterator<Item = &'n str>) -> String {
    let mut dotted: Vec<Vec<&str>> = Vec::new();
    dotted.extend(components.filter(|name| is_dotted(name)).map(|name| name.split('.').collect()));
    let Some((first, others)) = dotted.split_first().filter(|(_, others)| others.len() + 1 >= FEW) else {
        return String::new();
    };
    // Every component keeps its last segment.
    let longest = dotted.iter().map(|segments| segments.len() - 1).min().unwrap_or_default();
    let is_shared = |index: &usize| others.iter().all(|other| other[*index] == first[*index]);
    let shared = (0..longest).take_while(is_shared).count();
    first[..shared].iter().map(|segment| format!("{segment}.")).collect()
}

/// Names of generic types, such as ``Page`1[[Shop.Customer, Shop]]``, have dots that separate nothing.
fn is_dotted(name: &str) -> bool {
    let is_plain = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '-' | '.');
    name.contains('.') && name.chars().all(is_plain)
}

impl Api {
    /// A component's own name, without the namespace that all dotted names share.
    pub fn own_name<'n>(&self, component: &'n str) -> &'n str {
        let own = component.strip_prefix(&*self.namespace).filter(|_| is_dotted(component));
        own.unwrap_or(component)
    }
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn names_share_whole_segments_and_keep_their_last_one() {
        let of = |names: &[&str]| find(names.iter().copied());
        assert_eq!(of(&["api.v1.account", "api.v1.account.address", "api.v1.call", "status"]), "api.v1.");
        assert_eq!(of(&["Shop.Models.Cat", "Shop.Models.Dog", "Shop.Views.Cat"]), "Shop.");
        assert_eq!(of(&["a.b.c", "a.b.d", "ax.b.c"]), "");
        assert_eq!(of(&["a.b", "a.c"]), "", "too few");
        assert_eq!(of(&["a.b", "a.c", "a.d", "Page`1[[x.y, x]]"]), "a.");
    }
}
