//! A type that contains everything that generated types consist of.

use bindery_runtime::jiff::civil::Date;
use bindery_runtime::jiff::{SpanFieldwise, Timestamp};
use bindery_runtime::{
    Base64, Extra, Link, Map, Patch, Unrecognized, UnrecognizedValue, Value, constant_enum, record, string_enum, tuple,
    union,
};

#[derive(Default)]
pub(crate) struct Zoo {
    name: Option<String>,
    count: Option<i64>,
    small: Option<u8>,
    weight: Option<f64>,
    length: Option<f32>,
    open: Option<bool>,
    keeper: Patch<String>,
    status: Option<Status>,
    level: Option<Level>,
    picture: Option<Base64>,
    since: Option<Timestamp>,
    day: Option<Date>,
    pause: Option<SpanFieldwise>,
    place: Option<Place>,
    pets: Option<Vec<Pet>>,
    id: Option<Id>,
    shape: Option<Box<Shape>>,
    scores: Option<Map<i32>>,
    next: Option<Link<Zoo>>,
    extra: Extra,
}

record! {
    Zoo, extra {
        name = "name";
        count = "count";
        small = "small";
        weight = "weight";
        length = "length";
        open = "open";
        keeper = "keeper";
        status = "status";
        level = "level";
        picture = "picture";
        since = "since";
        day = "day";
        pause = "pause";
        place = "place";
        pets = "pets";
        id = "id";
        shape = "shape";
        scores = "scores";
        next = "a \"next\"";
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Status {
    Open,
    Closed,
    Other(Unrecognized),
}

string_enum! {
    Status {
        Open = "open";
        Closed = "closed";
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Level {
    Low,
    High,
    Auto,
    Other(UnrecognizedValue),
}

constant_enum! {
    Level {
        Low = (-1);
        High = 1;
        Auto = "auto";
    }
}

#[derive(Clone, PartialEq)]
struct Place(f64, f64, Option<String>, Vec<Value>);

tuple! { Place, 3 { 0; 1; 2; } }

struct Cat {
    lives: i64,
    extra: Extra,
}

record! {
    Cat, extra {
        lives = "lives", required;
    }
}

struct Dog {
    kind: Option<String>,
    friend: Option<Box<Pet>>,
    others: Map<bool>,
}

record! {
    Dog, others {
        kind = "kind";
        friend = "friend";
    }
}

enum Pet {
    Cat(Cat),
    Dog(Dog),
    Other(Value),
}

union! {
    Pet, tag "kind" {
        Cat = "cat", "kitty";
        Dog = "dog";
    }
}

enum Id {
    Text(String),
    Number(i64),
    Many(Vec<Id>),
    None,
    Other(Value),
}

union! {
    Id, kind {
        Text = string;
        Number = integer;
        Many = array;
    }
    const {
        None = "none";
    }
}

struct Circle {
    radius: f64,
}

record! {
    Circle { radius = "radius", required; }
    const { "type" = "circle"; }
}

enum Shape {
    Circle(Circle),
    Cat(Cat),
    Zoo(Box<Zoo>),
    Group(Vec<Shape>),
    Other(Value),
}

union! {
    Shape, best {
        Circle;
        Cat;
        Zoo;
        Group;
    }
}
