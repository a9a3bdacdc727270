//! What a generated client sends, and what it makes of the replies: Housecall Pro against a server on this machine.
//!
//! `scripts!` below is the table of contents: all scripts, module by module. `kit` is separate, since there is no
//! network between its client and its server.

mod answer;
mod calls;
mod document;
mod downloads;
mod drift;
mod events;
mod faults;
mod http2;
mod kit;
mod lists;
mod log_out;
mod operations;
mod proxies;
mod replies;
mod requests;
mod retries;
mod secrets;
mod server;
mod sessions;
mod signed;
mod spans;
mod table;
mod tls;
mod uploads;
mod webhooks;
mod world;

use std::error::Error as _;
use std::iter::successors;

use bindery_runtime::Retry;
use housecall_pro::{Builder, Client, Error};
use serde_json::{Value, json};

use self::server::Server;
use self::world::World;

/// A key that tests look for in any output, to find leaks.
const KEY: &str = "canary-7f3a";

/// Makes a test of each function in a row, so that each script can be run by name: `wire::post_never_twice`.
///
/// A row is a module and its functions, with `async` if they need a runtime, and with an attribute if they need a
/// different one. None is forgotten: the compiler reports functions without a row as dead code.
macro_rules! scripts {
    () => {};
    (async $module:ident: $($script:ident),+; $($rest:tt)*) => {
        scripts! {
            #[tokio::test]
            async $module: $($script),+;
            $($rest)*
        }
    };
    (#[$test:meta] async $module:ident: $($script:ident),+; $($rest:tt)*) => {
        $(
            #[$test]
            async fn $script() {
                $module::$script().await;
            }
        )+
        scripts! { $($rest)* }
    };
    ($module:ident: $($script:ident),+; $($rest:tt)*) => {
        $(
            #[test]
            fn $script() {
                $module::$script();
            }
        )+
        scripts! { $($rest)* }
    };
}

scripts! {
    operations:
        the_table_names_every_operation;

    async operations:
        every_operation_reaches_its_path,
        every_operation_sends_its_query,
        every_operation_sends_its_body,
        every_operation_says_who_calls_and_what_it_reads,
        every_operation_gives_what_is_replied;

    async requests:
        a_path_value_stays_in_its_segment,
        a_path_value_that_leads_elsewhere_is_not_sent,
        an_empty_list_sends_nothing,
        a_base_url_may_have_a_path,
        the_credential_that_is_set_is_sent,
        without_a_credential_nothing_is_sent,
        a_credential_is_not_sent_in_the_open,
        a_redirect_stays_at_its_origin,
        a_redirect_to_another_origin_is_not_followed,
        a_client_is_shared_by_tasks;

    async replies:
        what_comes_beside_the_value_is_there,
        gzip_is_asked_for_and_read,
        an_undocumented_body_is_never_lost,
        what_the_document_does_not_name_survives_a_change,
        a_value_that_the_document_does_not_name_is_kept,
        null_is_no_value,
        a_reply_that_does_not_fit_names_the_place,
        a_refusal_says_what_the_server_said,
        a_refusal_has_a_body_of_its_own;

    async faults:
        every_fault_has_its_error,
        the_limit_of_a_reply_is_that_of_what_was_unpacked,
        what_comes_behind_a_reply_is_not_the_next_one,
        a_port_where_nobody_listens_refuses;

    async retries:
        what_passes_is_survived,
        what_stays_is_told,
        retry_after_seconds,
        retry_after_date,
        retry_after_milliseconds,
        rate_limit_reset_delta,
        rate_limit_reset_epoch,
        a_hint_beyond_the_deadline_gives_up_at_once,
        post_never_twice,
        a_post_that_was_not_sent_is_sent_again,
        requests_keep_their_distance;

    retries:
        every_operation_can_be_waited_for_without_a_runtime;

    async http2:
        nothing_below_us_sends_a_refused_stream_again,
        a_refused_stream_is_sent_again_whatever_its_method;

    async lists:
        ten_thousand_items,
        a_search_says_in_its_body_which_page_it_asks_for,
        a_search_without_a_body_starts_with_none,
        a_page_that_comes_twice_ends_the_list_with_an_error,
        a_cursor_that_leads_back_ends_the_list_with_an_error,
        numbers_that_lead_in_circles_end_the_list_with_an_error,
        every_envelope_is_walked,
        a_walk_goes_on_where_it_ended;

    async drift:
        the_rest_of_a_page_lives,
        the_rest_of_a_list_lives,
        a_strict_client_names_the_place,
        a_call_is_lenient_or_strict_by_itself,
        what_is_no_error_is_told_by_strict_clients_too,
        a_status_that_the_document_does_not_list_is_told,
        what_is_set_aside_survives_a_change,
        broken_json_is_an_error_all_the_same,
        no_secret_leaks_from_drift;

    async events:
        a_stream_that_broke_goes_on_behind_the_last_event,
        what_a_post_started_is_not_started_again;

    async uploads:
        a_file_goes_out_with_its_length,
        a_file_without_a_length_goes_out_in_chunks,
        a_reset_in_the_middle_is_survived_where_the_body_can_be_made_anew,
        what_was_read_once_is_never_sent_twice,
        an_upload_is_sent_again_after_503,
        an_upload_by_post_is_never_sent_twice,
        a_server_that_does_not_read_runs_out_of_time,
        a_body_that_does_not_come_runs_out_of_time,
        an_upload_that_breaks_is_not_the_servers_fault,
        progress_of_an_upload_is_told_anew_for_each_attempt,
        a_part_may_be_a_file_on_disk;

    async signed:
        a_file_begins_anew_at_another_url;

    async downloads:
        a_download_has_no_limit_of_size,
        a_download_has_a_limit_of_its_own,
        progress_of_a_download_is_told,
        a_download_outlasts_the_attempt_but_not_a_pause,
        a_download_that_breaks_is_told_and_not_sent_for_again,
        before_the_head_a_download_is_a_call_like_any_other,
        a_file_is_there_once_it_is_whole;

    downloads:
        a_download_that_was_waited_for_can_be_copied_anywhere;

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async sessions:
        single_flight_1000,
        a_failed_log_in_is_the_error_of_all;

    async sessions:
        a_failed_log_in_stands_for_a_second,
        a_call_that_was_refused_is_sent_once_more,
        a_token_is_renewed_ahead_of_its_end,
        a_renewal_ahead_of_the_end_costs_no_call,
        a_second_factor_is_asked_for,
        no_secret_leaks_from_a_session,
        a_session_is_a_cookie,
        a_log_in_may_redirect,
        a_token_endpoint_may_be_a_path,
        a_password_is_not_sent_in_the_open,
        a_rotated_refresh_token_is_kept,
        a_client_has_credentials_of_its_own;

    async log_out:
        a_session_that_is_ended_is_forgotten,
        where_nobody_logged_in_nobody_logs_out,
        a_session_that_the_server_does_not_know_has_ended,
        a_session_that_could_not_be_ended_goes_on,
        a_session_is_asked_whether_it_is_alive,
        a_challenge_is_answered_by_name,
        a_session_ends_when_the_server_said;

    webhooks:
        every_webhook_is_an_event,
        webhook_takes_what_is_signed,
        webhook_takes_the_second_of_two_secrets,
        webhook_keeps_an_event_that_is_new,
        webhook_refuses_a_wrong_signature,
        webhook_refuses_a_wrong_secret,
        webhook_refuses_an_old_message,
        webhook_refuses_a_message_of_the_future,
        webhook_refuses_another_time_than_was_signed,
        webhook_refuses_a_replay,
        webhook_refuses_a_body_with_one_other_bit,
        webhook_refuses_missing_headers,
        webhook_refuses_everything_without_a_secret;

    async secrets:
        no_secret_leaks,
        no_secret_leaks_from_any_slot,
        no_secret_leaks_from_what_came_beside_a_value,
        no_secret_leaks_from_a_piece_of_a_stream,
        a_key_that_is_set_by_hand_is_a_secret,
        no_secret_leaks_into_logs;

    secrets:
        no_secret_leaks_from_the_test_kit,
        no_secret_is_sent_to_be_logged;

    async tls:
        both_sides_show_a_certificate,
        a_server_that_nobody_vouches_for_gets_nothing;

    async proxies:
        a_proxy_of_the_environment_is_asked_for;

    async spans:
        a_call_and_its_attempts_are_spans_without_values;
}

/// A minimal job.
fn job() -> Value {
    json!({"id": "job_1"})
}

/// A page with these jobs.
fn page(jobs: &Value) -> Value {
    json!({"page": 1, "page_size": 10, "total_pages": 1, "total_items": 2, "jobs": jobs})
}

fn client(server: &Server) -> Client {
    builder(server).build().unwrap()
}

/// A client builder without retries.
fn builder(server: &Server) -> Builder {
    Client::builder().base_url(server.url()).api_key(KEY).retry(Retry::none())
}

/// Everything that an error prints when it is displayed, logged or unwrapped.
fn told(error: &Error) -> String {
    let causes = successors(error.source(), |&cause| cause.source()).map(|cause| format!("{cause} {cause:?}"));
    let causes: Vec<String> = causes.collect();
    format!("{error} {error:?} {error:#?} {:?} {:?} {causes:?}", error.message(), error.operation())
}

fn assert_silent(text: &str) {
    assert!(!text.contains("canary"), "{text}");
}
