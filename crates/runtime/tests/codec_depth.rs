//! A chain of types deeper than the compiler follows: 100 in a ring, each with several steps towards a limit of 128.

use bindery_runtime::{Link, decode, encode, record};

macro_rules! ring {
    ($($name:ident->$next:ident)*) => {
        $(
            #[derive(Default)]
            struct $name {
                id: Option<i64>,
                next: Option<Link<$next>>,
            }

            record! {
                $name {
                    id = "id";
                    next = "next";
                }
            }
        )*
    };
}

ring! {
    S00->S01 S01->S02 S02->S03 S03->S04 S04->S05 S05->S06 S06->S07 S07->S08 S08->S09 S09->S10 S10->S11 S11->S12
    S12->S13 S13->S14 S14->S15 S15->S16 S16->S17 S17->S18 S18->S19 S19->S20 S20->S21 S21->S22 S22->S23 S23->S24
    S24->S25 S25->S26 S26->S27 S27->S28 S28->S29 S29->S30 S30->S31 S31->S32 S32->S33 S33->S34 S34->S35 S35->S36
    S36->S37 S37->S38 S38->S39 S39->S40 S40->S41 S41->S42 S42->S43 S43->S44 S44->S45 S45->S46 S46->S47 S47->S48
    S48->S49 S49->S50 S50->S51 S51->S52 S52->S53 S53->S54 S54->S55 S55->S56 S56->S57 S57->S58 S58->S59 S59->S60
    S60->S61 S61->S62 S62->S63 S63->S64 S64->S65 S65->S66 S66->S67 S67->S68 S68->S69 S69->S70 S70->S71 S71->S72
    S72->S73 S73->S74 S74->S75 S75->S76 S76->S77 S77->S78 S78->S79 S79->S80 S80->S81 S81->S82 S82->S83 S83->S84
    S84->S85 S85->S86 S86->S87 S87->S88 S88->S89 S89->S90 S90->S91 S91->S92 S92->S93 S93->S94 S94->S95 S95->S96
    S96->S97 S97->S98 S98->S99 S99->S00
}

#[test]
fn types_in_a_large_ring_are_read_and_written() {
    let json = br#"{"id":1,"next":{"next":{"id":3}}}"#;
    let first: S00 = decode(json).unwrap();
    assert_eq!(first.next.as_ref().and_then(|second| second.next.as_ref()).and_then(|third| third.id), Some(3));
    assert_eq!(encode(&first).unwrap(), json);
}

#[test]
fn types_in_a_large_ring_may_go_to_another_thread() {
    let first = std::thread::spawn(|| S99 { id: Some(1), ..S99::default() }).join().unwrap();
    assert_eq!(first.id, Some(1));
}
