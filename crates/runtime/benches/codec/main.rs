//! The cost of a page of JSON: the runtime's field tables compared to serde's derived code, on the same members.
#![expect(missing_docs, reason = "the macros of criterion make a function without")]

use std::hint::black_box;

use bindery_runtime::{decode, encode};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

mod derived;
mod tables;

criterion_group!(benches, page);
criterion_main!(benches);

fn page(criterion: &mut Criterion) {
    let json = page_of(400);
    let tables: tables::Page = decode(json.as_bytes()).expect("the page is valid");
    let derived: derived::Page = serde_json::from_str(&json).expect("the page is valid");
    assert_eq!(encode(&tables).expect("finite"), serde_json::to_vec(&derived).expect("finite"));

    let mut group = criterion.benchmark_group("page");
    group.throughput(Throughput::Bytes(json.len() as u64));
    group.bench_function("decode/tables", |bencher| {
        bencher.iter(|| decode::<tables::Page>(black_box(json.as_bytes())));
    });
    group.bench_function("decode/derive from_slice", |bencher| {
        bencher.iter(|| serde_json::from_slice::<derived::Page>(black_box(json.as_bytes())));
    });
    group.bench_function("decode/derive from_str", |bencher| {
        bencher.iter(|| serde_json::from_str::<derived::Page>(black_box(&json)));
    });
    group.bench_function("encode/tables", |bencher| bencher.iter(|| encode(black_box(&tables))));
    group.bench_function("encode/derive", |bencher| bencher.iter(|| serde_json::to_vec(black_box(&derived))));
    group.finish();
}

/// A compact page with members as in typical replies.
fn page_of(jobs: usize) -> String {
    const JOB: &str = concat!(
        r#"{"id":"job_INDEX","invoice_number":"INDEX","description":"Replace the water heater in the basement","#,
        r#""work_status":"STATUS","total_amount":1INDEX,"outstanding_balance":0.INDEX5,"is_paid":true,"note":"NOTE","#,
        r#""customer":{"id":"cus_INDEX","first_name":"Ann","last_name":"Smith","email":"ann.INDEX@example.com","#,
        r#""mobile_number":"5550100INDEX","notifications_enabled":true,"lead_source":"Web","tags":["vip","repeat"]},"#,
        r#""address":{"street":"INDEX Main Street","city":"Denver","state":"CO","zip":"80202","#,
        r#""latitude":39.INDEX5,"longitude":-104.99},"#,
        r#""schedule":{"scheduled_start":"2026-03-01T09:30:00Z","scheduled_end":"2026-03-01T11:30:00Z","#,
        r#""arrival_window":30},"line_items":[{"id":"li_1","name":"Labor","unit_price":12500,"quantity":1.5},"#,
        r#"{"id":"li_2","name":"Heater","unit_price":89900,"quantity":1.0}],"tags":["plumbing","urgent"],"#,
        r#""created_at":"2026-02-20T08:00:00Z","updated_at":"2026-02-21T16:45:12Z"}"#,
    );
    let job = |index: usize| {
        JOB.replace("INDEX", &format!("{index:04}"))
            .replace("STATUS", ["scheduled", "in_progress", "complete"][index % 3])
            .replace("NOTE", if index % 7 == 0 { r#"Say \"hello\"\nand wait"# } else { "Side door, blue bell" })
    };
    let jobs: Vec<String> = (0..jobs).map(job).collect();
    format!(r#"{{"object":"list","page":1,"total_pages":9,"jobs":[{}]}}"#, jobs.join(","))
}
