//! What every storage must do, run against SQLite and against a real PostgreSQL.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "helpers of tests may fail as loudly as tests")]

mod looks;
mod moments;
mod operations;
mod people;
mod place;
mod places;
mod records;
mod settings;
mod told;
mod units;
mod upgrade;
mod uploads;

/// Each behaviour, once per storage.
macro_rules! contract {
    ($($module:ident :: $case:ident),+ $(,)?) => {
        mod sqlite {
            $(#[tokio::test]
            async fn $case() {
                let place = crate::place::Place::sqlite();
                crate::$module::$case(&place).await;
            })+
        }
        mod postgres {
            $(#[tokio::test]
            async fn $case() {
                let place = crate::place::Place::postgres().await;
                crate::$module::$case(&place).await;
            })+
        }
    };
}

contract!(
    people::a_roster_is_kept_and_told,
    people::a_code_binds_once,
    people::where_somebody_served_is_kept_and_told,
    people::a_code_ends_with_the_service_of_its_owner,
    people::a_newer_device_revokes_the_older,
    people::a_device_that_asks_is_let_in_or_turned_away,
    people::of_two_devices_let_in_at_once_one_is_bound,
    people::a_request_ends_when_it_is_taken_back_repeated_or_overtaken,
    people::who_asks_in_the_name_of_others_fills_no_list,
    people::the_secret_stays,
    operations::sequences_have_no_gap_and_repeats_change_nothing,
    operations::a_refusal_stands_until_the_next_attempt,
    operations::each_operation_is_linked_to_the_one_before,
    operations::keys_of_receipts_are_kept_in_their_order,
    operations::reactions_replace_each_other,
    operations::reactions_of_a_day_are_found_with_the_rank_of_their_giver,
    operations::pages_filter_and_move_on,
    operations::writers_at_once_leave_no_hole_for_a_cursor,
    operations::changes_are_announced,
    records::of_two_who_saw_the_same_one_is_too_late,
    records::an_operation_does_all_or_nothing,
    records::a_record_is_told_to_its_readers_alone,
    records::records_are_found_by_owner_kind_and_day,
    records::the_parts_of_a_task_are_found,
    records::a_part_changes_the_version_of_its_task,
    records::what_rests_on_absence_is_stale_after_another_operation,
    records::records_of_a_kind_are_found_whoever_they_are_about,
    moments::edits_and_deletions_are_told_in_order,
    moments::what_was_deleted_is_not_edited_deleted_or_liked,
    moments::a_reaction_keeps_the_rank_of_its_time,
    moments::activity_lies_between_two_points_in_time,
    moments::files_of_deleted_moments_are_shown_by_nobody,
    looks::looks_of_a_day_are_one_line_and_ones_own_are_none,
    places::a_place_goes_wherever_it_stands_and_nothing_else_does,
    units::a_workplace_is_kept_and_told,
    units::a_workplace_judged_with_an_older_roster_is_stale,
    units::an_import_leaves_the_workplace,
    told::others_are_told_of_a_request_once,
    told::requests_are_found_that_wait_or_whose_readers_changed,
    told::a_request_judged_with_an_older_roster_is_stale,
    upgrade::a_filled_database_of_version_2_keeps_everything,
    upgrade::requests_of_version_3_are_known_to_their_readers,
    settings::what_is_saved_is_there_and_told_to_everyone,
    uploads::an_upload_moves_only_from_where_it_stands,
    uploads::a_finished_file_is_its_senders_and_shows_in_moments,
    uploads::ended_uploads_are_found_and_dropped,
    uploads::what_a_person_is_sending_is_known,
    records::taps_and_those_whom_changes_concern_are_found,
);
