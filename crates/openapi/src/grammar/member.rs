//! Constructors for the rows of the grammar.

use super::{Form, Kind, Member, Need, Object, Rest, Version};

pub(super) const fn object_of(label: &'static str, members: &'static [Member]) -> Object {
    Object { label, members, rest: None, referable: false }
}

pub(super) const fn by_name(label: &'static str, rest: Rest) -> Object {
    Object { label, members: &[], rest: Some(rest), referable: false }
}

pub(super) const fn any(name: &'static str) -> Member {
    Member { name, form: Form::Any, need: Need::Optional, since: Version::V30, beyond: false }
}

pub(super) const fn text(name: &'static str) -> Member {
    Member { form: Form::Text, ..any(name) }
}

pub(super) const fn flag(name: &'static str) -> Member {
    Member { form: Form::Flag, ..any(name) }
}

pub(super) const fn word(name: &'static str, words: &'static [&'static str]) -> Member {
    Member { form: Form::Word(words), ..any(name) }
}

pub(super) const fn texts(name: &'static str) -> Member {
    Member { form: Form::Texts, ..any(name) }
}

pub(super) const fn one(name: &'static str, kind: Kind) -> Member {
    Member { form: Form::One(kind), ..any(name) }
}

pub(super) const fn list(name: &'static str, kind: Kind) -> Member {
    Member { form: Form::List(kind), ..any(name) }
}

pub(super) const fn map(name: &'static str, kind: Kind) -> Member {
    Member { form: Form::Map(kind), ..any(name) }
}

impl Member {
    pub(super) const fn since(self, since: Version) -> Self {
        Self { since, ..self }
    }

    pub(super) const fn required(self, until: Version) -> Self {
        Self { need: Need::Required(until), ..self }
    }

    pub(super) const fn vital(self) -> Self {
        Self { need: Need::Vital, ..self }
    }

    pub(super) const fn beyond(self) -> Self {
        Self { beyond: true, ..self }
    }
}
