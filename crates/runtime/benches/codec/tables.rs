//! The members of the page as in a generated client.

use bindery_runtime::{Extra, Unrecognized, record, string_enum};

pub(crate) struct Page {
    object: Option<String>,
    number: Option<i64>,
    total_pages: Option<i64>,
    jobs: Vec<Job>,
    extra: Extra,
}

record! {
    Page, extra {
        object = "object";
        number = "page";
        total_pages = "total_pages";
        jobs = "jobs", required;
    }
}

struct Job {
    id: String,
    invoice_number: Option<String>,
    description: Option<String>,
    work_status: Option<WorkStatus>,
    total_amount: Option<i64>,
    outstanding_balance: Option<f64>,
    is_paid: Option<bool>,
    note: Option<String>,
    customer: Option<Customer>,
    address: Option<Address>,
    schedule: Option<Schedule>,
    line_items: Option<Vec<LineItem>>,
    tags: Option<Vec<String>>,
    canceled_at: Option<String>,
    created_at: Option<String>,
    updated_at: Option<String>,
    extra: Extra,
}

record! {
    Job, extra {
        id = "id", required;
        invoice_number = "invoice_number";
        description = "description";
        work_status = "work_status";
        total_amount = "total_amount";
        outstanding_balance = "outstanding_balance";
        is_paid = "is_paid";
        note = "note";
        customer = "customer";
        address = "address";
        schedule = "schedule";
        line_items = "line_items";
        tags = "tags";
        canceled_at = "canceled_at";
        created_at = "created_at";
        updated_at = "updated_at";
    }
}

#[derive(Clone, Debug, PartialEq)]
enum WorkStatus {
    Scheduled,
    InProgress,
    Complete,
    Other(Unrecognized),
}

string_enum! {
    WorkStatus {
        Scheduled = "scheduled";
        InProgress = "in_progress";
        Complete = "complete";
    }
}

struct Customer {
    id: String,
    first_name: Option<String>,
    last_name: Option<String>,
    email: Option<String>,
    mobile_number: Option<String>,
    notifications_enabled: Option<bool>,
    lead_source: Option<String>,
    tags: Option<Vec<String>>,
    extra: Extra,
}

record! {
    Customer, extra {
        id = "id", required;
        first_name = "first_name";
        last_name = "last_name";
        email = "email";
        mobile_number = "mobile_number";
        notifications_enabled = "notifications_enabled";
        lead_source = "lead_source";
        tags = "tags";
    }
}

struct Address {
    street: Option<String>,
    city: Option<String>,
    state: Option<String>,
    zip: Option<String>,
    latitude: Option<f64>,
    longitude: Option<f64>,
    extra: Extra,
}

record! {
    Address, extra {
        street = "street";
        city = "city";
        state = "state";
        zip = "zip";
        latitude = "latitude";
        longitude = "longitude";
    }
}

struct Schedule {
    scheduled_start: Option<String>,
    scheduled_end: Option<String>,
    arrival_window: Option<i32>,
    extra: Extra,
}

record! {
    Schedule, extra {
        scheduled_start = "scheduled_start";
        scheduled_end = "scheduled_end";
        arrival_window = "arrival_window";
    }
}

struct LineItem {
    id: String,
    name: Option<String>,
    unit_price: Option<i64>,
    quantity: Option<f64>,
    extra: Extra,
}

record! {
    LineItem, extra {
        id = "id", required;
        name = "name";
        unit_price = "unit_price";
        quantity = "quantity";
    }
}
