## Common
back = Back
list-separator = {", "}
brings = Your score: { $points }
brings-granted = { $points } once granted
brings-back = given back once granted
brings-accepted = { $points } once accepted
brings-author = { $points } for its author
brings-author-full = nothing for its author: that day is full
brings-later = and { $points } if nothing else is written that day
brings-full = Today’s points for this are full; it is still kept

## Navigation
nav = Main
nav-compose = Write
nav-me = Me
nothing-chosen = Choose a moment to read it here

## Time
time-just-now = just now
time-minutes-ago = { $minutes } min ago
time-today = today { $time }
time-yesterday = yesterday { $time }
time-this-year = { $day } { $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[12] Dec
} { $time }

## Starting, and pages that are not there
missing-title = There is no such page
missing-words = The link may no longer work. Your records are safe.
missing-home = Go to Moments

## Letting phones in
devices-title = Phones
devices-waiting = Waiting for approval
devices-note = Have the person read out the six digits on their phone, and grant only if they are these. Their phone before it ends at that moment.
devices-none-waiting = No phone is waiting. Requests for a new phone appear here.
devices-again = Refresh
devices-bound = Phones of { $unit }
devices-bound-none = Nobody has bound a phone yet.
device-request = Asks for a phone
device-words = { $unit } · { $device } · { $time }
device-revoke = Revoke
device-of = the phone of { $name }
device-revoke-title = Revoke { $name }’s phone
device-revoke-seen = This phone ends at once; what it has not sent stays on it. The reason goes on the record.

## Feed
feed-empty-title = No moments yet
feed-empty-words = What you and your colleagues write will be here.
feed-empty-go = Write the first one
feed-newer = { $count ->
    [one] One new moment
   *[other] { $count } new moments
}
pull-further = Pull down to refresh
pull-let-go = Let go to refresh
pull-asking = Refreshing…
feed-more = Load earlier moments
feed-end = That is all
moment-label = { $name }, { $time }
text-more = Show all
text-less = Show less
like = Like
like-label = { $count ->
    [one] Like, { $count } person so far
   *[other] Like, { $count } people so far
}
unlike = Take back your like
likes-label = { $count ->
    [one] Liked by { $count } person
   *[other] Liked by { $count } people
}
likes-more = {" "}and others, { $count } in all
follow = Follow { $name }
unfollow = Following { $name }; tap to stop
follow-note = Kept on this phone only; they will not know
detail-title = Moment
detail-failed = This moment cannot be shown

## Looking for moments
search-title = Search moments
search-words = Words, a name or a unit
search-whose = Whose moments
search-everyone = All
search-unit = My unit
search-followed = Followed
search-mine = Mine
search-from = From day
search-to = To day
search-found = Moments found
search-begin-title = Find a moment
search-begin-words = Type a word, or choose whose, or days. It is looked for on this phone only, and works without signal.
search-none-title = Nothing found
search-none-words = Try another word, or other days.

## Delivery
delivery-waiting = Waiting
delivery-waiting-long = Saved on this phone; goes out by itself when there is signal
delivery-uploading = Sending { $percent }%
delivery-sending = Sending
delivery-refused = Not accepted
delivery-wifi = Waiting for Wi-Fi
delivery-wifi-long = Saved on this phone; goes out by itself when there is Wi-Fi
wifi-title = The video waits for Wi-Fi
wifi-words = You chose to send videos over Wi-Fi only. This is saved on the phone and goes out by itself when there is Wi-Fi; everything else goes on.
wifi-costs = Sending it now takes mobile data.
wifi-send-now = Send now
refused-title = Not accepted
refused-safe = You decide what to do next.
refused-retry = Try again
refused-edit = Edit and send
refused-discard = Drop it
sync-waiting-safe = { $count ->
    [one] {" "}{ $count } moment is saved on this phone and goes out by itself.
   *[other] {" "}{ $count } moments are saved on this phone and go out by themselves.
}
update-ready = A newer version is ready. What is not sent stays.
update-begin = Update now
sync-retry = Try now

## Receipt
receipt-show = Show receipt
receipt-title = Receipt
receipt-lead = The server has it. It is on the record.
receipt-number = Record no.
receipt-done-at = Posted
receipt-received-at = Received
receipt-operation = Operation

## Photos and voice
photo-label = Photo { $index } of { $total }
photo-counter = { $index } / { $total }
photo-previous = Previous photo
photo-next = Next photo
photo-remove = Remove photo { $index }
photo-choose = Move photo { $index }
photo-order-hint = Tap a photo to change the order
photo-earlier = Earlier
photo-later = Later
photo-place = Now number { $index } of { $total }
photo-original = View original
photo-drop = Remove this photo: { $name }
photo-preparing = Preparing
photo-refused = Not usable
picture-failed = Tap to retry
picture-again = The photo did not load; tap to retry
voice-play = Play voice note, { $length }
voice-stop = Stop playing
voice-remove = Remove voice note
voice-drop = Throw the recording away
voice-finish = Stop recording
voice-hint = Tap to record, 5 minutes at most
voice-starting = Opening the microphone…
voice-saving = Saving…

## Place
place = { $latitude } { $longitude } · within { $metres } m
place-age-now = fixed just now
place-age-seconds = fixed { $seconds } s ago
place-age-minutes = fixed { $minutes } min ago
place-mock = Simulated place
place-remove = Remove place
place-hint = Taken only when you tap
place-locating = Looking…
place-ask = Show the place
place-asking = Asking…
look-note = They will know you looked
look-files-note = They will know if you open it

## Compose
compose-title = New log
compose-text = Text of the log
compose-placeholder = What did you do today?
compose-count = { $count } / { $max }
compose-add-photo = Add photos
compose-voice = Voice
compose-video = Video
video-hint = Up to { $seconds } seconds
video-remove = Remove the video
compose-document = Document
document-hint = PDF, Word, Excel: up to { $megabytes } MB
document-hint-pdf = PDF, up to { $megabytes } MB
publish-picture = Picture { $number }
publish-insert = Put picture { $number } into the text
file-remove = Remove “{ $name }”
file-keeping = Saving…
compose-place = Place
compose-send = Send
compose-safe = Saved on this phone as you write. You can send without signal; it is sent once there is some.
compose-discard = Throw draft away
compose-discard-title = Throw this draft away?
compose-discard-words = Text, photos and voice are deleted from this phone and cannot be brought back.
compose-keep = Keep writing
compose-failed = The draft cannot be opened just now

## Me
me-sync = Delivery
me-all-arrived = Everything has arrived
me-waiting = { $count } waiting to be sent
me-refused = { $count } not accepted
me-next-try = {" "}Next try at { $time }.
me-videos = Sending videos
me-videos-any = Any network
me-videos-wifi = Wi-Fi only
me-videos-wait = On mobile data videos wait until there is Wi-Fi; photos and words go on.
me-line-unknown = Whether this is Wi-Fi cannot be told here, so videos go over any network, whatever you choose.
me-choices = Display
me-language = Language
me-theme = Appearance
theme-system = System
theme-light = Light
theme-dark = Dark
me-text-size = Text size
text-size-standard = Standard
text-size-large = Large
text-size-largest = Largest
me-stored = What is kept on this phone
me-stored-moments = Your moments, drafts, and those you have read. What has not been sent stays until it has arrived.
me-room = { $used } used, { $free } free.
me-room-kept = {" "}The system has promised not to clear it away.
me-room-not-kept = {" "}The system may clear it away when room is short: send soon, or install the app.
me-stored-place = A place is taken once, when you tap; never in the background.
me-stored-key = This phone’s key, which proves that records are yours.

## Failures: what happened, what is safe, what to do
file-fetch = Open the file { $name }, { $size }
file-fetching = Loading…
file-open = Open
video-play = Play the video, { $length }

# Check-in, corrections, leave
nav-check-in = Check in
nav-todo = To do
nav-todo-count = { $count ->
    [one] { $count } thing to do
   *[other] { $count } things to do
}
page-failed = This cannot be shown now
undo = Undo
mode-on-duty = On duty
mode-meeting = Meeting
mode-business-trip = Business trip
mode-study = Study
mode-training = Training
mode-village-visit = Village visit
mode-out = Out
mode-leave = Leave
leave-annual = Annual leave
leave-sick = Sick leave
leave-personal = Personal leave
leave-marriage = Marriage leave
leave-maternity = Maternity leave
leave-paternity = Paternity leave
leave-bereavement = Bereavement leave
leave-official = Official leave
day = { $weekday } { $date }
day-date = { $day } { $name }
day-month = { $name } { $year }
month-short = { $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[12] Dec
}
half-day = { $day }, { $half }
half-morning = morning
half-afternoon = afternoon
span = { $from } to { $to }
span-day = { $day }, all day
days = { $count ->
    [one] { $number } day
   *[other] { $number } days
}
weekday-mon = Mon
weekday-tue = Tue
weekday-wed = Wed
weekday-thu = Thu
weekday-fri = Fri
weekday-sat = Sat
weekday-sun = Sun
weekday-mon-short = M
weekday-tue-short = T
weekday-wed-short = W
weekday-thu-short = T
weekday-fri-short = F
weekday-sat-short = S
weekday-sun-short = S
month-before = Month before
month-after = Month after
month-day-label = { $day }, { $kind }
month-mark-holiday = off
month-mark-makeup = work
day-workday = working day
day-weekend = weekend
day-holiday = holiday
day-makeup = make-up workday
day-unpublished = holidays not published
metres = { $metres } m
kilometres = { $km } km
map-label = Sketch: { $distance } from the middle of the workplace, accurate to { $accuracy } m
map-north = N
accuracy = within { $metres } m
check-in-tap = Check in
check-in-locating = Finding place…
check-in-keeping = Saving…
check-in-done = Checked in
check-in-mode = How you check in
check-in-reason = Reason (also goes into today’s log)
check-in-reason-first = Write the reason first, then check in
reasons-last = Reasons to choose from
check-in-brings-here = { $points } at the workplace
check-in-anyway = Check in here
locate-again = Try again
check-in-safe = Your place is taken once, when you tap, and never in the background.
check-in-queued = { $time } { $mode }: saved on this phone. It goes out by itself when there is signal.
check-in-received = { $time } { $mode }: on the record.
check-in-denied = Jishi may not use your location. You can check in without a place; to add it, allow location in the system settings and find the place again.
check-in-unsupported = This device cannot find its place. You can check in without it.
check-in-not-found = The place was not found this time. Try again under open sky, or check in without it.
place-distance = { $distance } from the workplace
place-inside = At the workplace, accurate to { $accuracy } m.
place-uncertain = Accurate to { $accuracy } m, which may be inside or outside. You can check in all the same; it is recorded as it is.
place-poor = Accurate to { $accuracy } m only. At a window or outdoors it gets much better.
place-outside = Not at the workplace, accurate to { $accuracy } m. If you are out on business, choose another way to check in.
place-kept = The place is recorded, accurate to { $accuracy } m.
place-no-workplace = Your unit has no workplace on record yet. The place is recorded all the same, accurate to { $accuracy } m.
place-simulated = The phone says that this place is simulated. The record will say so.
shifts-title = Shifts today
shift-not-due = No work
shift-unpublished = Holidays not published; nothing is deducted
shift-pending = Not checked in yet
shift-pending-past = No check-in on record
shift-on-duty = At work
shift-late = At work, { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
} late
shift-early = At work, left { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
} early
shift-late-early = At work, { $late } min late, left { $early } min early
shift-uncertain = Checked in, place not certain
shift-leave = On leave
shift-corrected = Corrected: { $mode }
shift-absent = No check-in
shift-one-tap = Checked in at { $time }
shift-two-taps = Checked in at { $first } and { $last }
shift-asked = The correction waits for approval
shift-correct = Fix
correction-title = Missing check-in
correction-of = { $day }, shift { $shift }
correction-reason = Why there was no check-in (required)
correction-no-signal = No signal
correction-no-power = Phone out of power
correction-forgotten = Forgot to check in
correction-who = A leader of your unit decides. You will be told.
correction-send = Send request
correction-off = Corrections cannot be asked for now.
request-somebody = A colleague
request-grant = Grant
request-refuse = Refuse
request-of = the request of { $name }
refuse-title = Refuse { $name }’s request
refuse-reason = Reason (required)
refuse-seen = The person who asked will see this reason.
undo-granted = Granted, goes out in 5 seconds
undo-refused = Refused, goes out in 5 seconds
leave-title = Leave
leave-new = Ask for leave
leave-ask = Request leave
leave-ask-usual = Ask with one tap
leave-usual = Your usual leave
leave-mine = My leave
leave-none = You have not asked for leave yet.
leave-changed = Changed since you granted it
leave-to-decide = Waiting for your word
leave-balance = Left this year
leave-row = { $kind } · { $days }
leave-row-adjoining = { $kind } · { $days } ({ $all } in a row)
leave-asked = Waiting for a leader
leave-asked-of = Waiting for { $names }
lacking-title = Can still be fixed
corrections-title = My corrections
correction-withdraw-title = Withdraw this correction?
correction-withdraw-words = The shift then stands without a check-in, and the request does not count towards this month’s number.
correction-row = { $day }, shift { $shift } · { $mode }
list-and = {", "}
leave-leader = a leader
leave-granted = Granted by { $name }
leave-refused = Not granted by { $name }
leave-withdrawn = Withdrawn
leave-returned = Back early; was granted to { $until }
leave-because = Reason: { $reason }
leave-withdraw = Withdraw
leave-withdraw-title = Withdraw this leave?
leave-withdraw-words = After that you work on these days as usual.
leave-keep = Keep it
leave-return = Back early
leave-return-title = Back early
leave-return-words = Until when were you on leave? The days after that come back to you.
leave-return-until = Until { $half }
balance-left = { $left } of { $all } left
balance-taken = { $taken } taken
leave-kind = Kind of leave
leave-from = From
leave-to = To
leave-counts = { $days }
leave-counts-adjoining = { $days }; { $all } in a row with the leave next to it, which decides who grants it
leave-uncounted = The holidays of that year are not published, so the days cannot be counted yet
leave-reason = Reason (may be left out)
leave-reason-needed = Reason
leave-decided-by = Decided by { $names }
leave-decided-by-leader = Decided by the leader who may grant that many days
leave-send = Send request
leave-anew = Start over

# News
news-title = News
news-count = { $count ->
    [one] One new message
   *[other] { $count } new messages
}
news-empty-title = No news yet
news-empty-words = When a leave is decided, a task changes or is due soon, or somebody likes your log, you are told here.
news-note = News is kept for two weeks
news-log = Your log
news-liked = { $names } liked your log
news-liked-by-many = { $names } and others ({ $count } in all) liked your log
news-disliked = { $name } disliked your log
unread = Not read

# To do
todo-empty-title = All done
todo-empty-words = Nothing waits for you now. What comes will be here.
todo-decide = For you to approve
todo-appeals = Appeals for you to decide
todo-results = Results for you to accept
todo-tasks = My tasks
todo-lessons = To read
todo-refusals = Not accepted
correction-request = Missing check-in: { $mode }
correction-request-of = { $day }, shift { $shift }
appeal-title = Appeal: { $rule }
appeal-decide-by = Please answer by { $time }; after that it is decided in their favour
appeal-refuse = Reject
appeal-of = appeal of { $name }
appeal-refuse-title = Reject { $name }’s appeal
result-accept = Accept
result-return = Return
result-of = result of { $name }
result-return-title = Return { $name }’s result
result-delivered = Delivered { $time }
result-files = { $count ->
    [one] { $count } attachment
   *[other] { $count } attachments
}
undo-accepted = Accepted, goes out in 5 seconds
undo-returned = Returned, goes out in 5 seconds
undo-appeal-refused = Rejected, goes out in 5 seconds
refusal-of = { $action } · { $name }
refusal-title = Not accepted: { $action }
refusal-edit = Change and send again
refusal-yours = Yours
refusal-stands = On the record
refusal-stands-by = On the record: { $name }
refusal-stands-granted = Granted
refusal-stands-refused = Not granted
refusal-discard = Discard
refusal-settled = OK
task-due = Due { $time }
task-overdue = Overdue, was due { $time }
task-returned-again = Returned, to be done better
task-returned = Returned, to be done better by { $time }
task-from = From { $name }
lesson-closes = Until { $date }
lesson-open = No end date
lesson-minutes = { $count ->
    [one] About { $count } minute
   *[other] About { $count } minutes
}
rule-on-duty = On duty
rule-away = Away, with reason
rule-late = Late
rule-early = Left early
rule-absent = No check-in
rule-log-written = Log written
rule-log-missed = No log
rule-lesson-read = Lesson read
rule-task-accepted = Task accepted
rule-task-overdue = Task overdue
rule-liked = Liked
rule-disliked = Disliked
rule-appeal-granted = Appeal granted
rule-appeal-refused = Appeal refused
rule-why-on-duty = A check-in at the workplace covered this shift.
rule-why-away = A check-in in another mode, with its reason, covered this shift.
rule-why-late = The first check-in came after the shift had begun, beyond the grace.
rule-why-early = The last check-in came before the shift had ended, beyond the grace.
rule-why-absent = The shift has no check-in, no leave and no correction. A correction can be asked for.
rule-why-log-written = A log was written on this day. Only so many a day count.
rule-why-log-missed = A working day without a log, and the time to add one is over.
rule-why-lesson-read = The lesson was read to its end, for its shortest time or longer. Each counts once.
rule-why-task-accepted = The result was accepted.
rule-why-task-overdue = No result was delivered by the deadline.
rule-why-liked = Somebody liked this log; how much it brings depends on their rank.
rule-why-disliked = Somebody disliked this log and said why; how much it takes depends on their rank.
rule-why-appeal-granted = The appeal was granted, or was not decided in time. Points that were taken are given back; points that were gained stay.
rule-why-appeal-refused = The appeal was looked into and refused; the contested points stand.
topic-meeting-spirit = Meeting guidance
topic-party-rules = Party rules
topic-two-studies = Two studies, one action
topic-notices = Notices
topic-other = Other
action-post = New log
action-edit = Log changed
action-delete = Log deleted
action-react = Like or dislike
action-check-in = Check-in
action-ask-correction = Correction request
action-decide-correction = Decision on a correction
action-withdraw-correction = Correction withdrawn
action-ask-leave = Leave request
action-decide-leave = Leave decided
action-withdraw-leave = Leave withdrawn
action-return-early = Early return
action-publish-lesson = New lesson
action-withdraw-lesson = Lesson withdrawn
action-read-lesson = Lesson read
action-give-task = New task
action-deliver-task = Result
action-judge-task = Result judged
action-cancel-task = Task cancelled
action-file-appeal = Appeal
action-decide-appeal = Appeal decided
action-withdraw-appeal = Appeal withdrawn
action-set-workplace = Workplace
action-decide-device = Change of phone
action-revoke-device = Phone revoked

# Lessons
lessons-title = Lessons
lessons-empty-title = No lessons yet
lessons-empty-words = What the organization department publishes will be here, to be read without signal too.
lessons-rest = Others
lesson-title = Lesson
lesson-read-at = Read { $time }
lesson-publish = Publish
lesson-withdrawn = This lesson was taken back and no longer counts.
lesson-end = End of the text
lesson-earns = { $points } when read
lesson-left-end = Long enough; now read to the end
lesson-left-end-only = Read to the end
lesson-left-file = Open the file, and it is read
lesson-left-and-file = { $left }; open the file, too
lesson-left-time = At the end, { $length } left
lesson-left-both = { $length } left, and to the end
lesson-done = Read
lesson-done-points = Read, { $points } points
lesson-withdraw = Withdraw
lesson-withdraw-title = Withdraw this lesson?
lesson-withdraw-words = Nobody can read it after that. What was read still counts.
lesson-withdraw-not = Keep it
publish-title = Publish a lesson
publish-not-title = The organization department publishes
publish-not-words = Lessons come from the organization department. Please ask them if you have something to publish.
publish-topic = Topic
publish-name = Title
publish-body = Text
publish-write = Write
publish-preview = Preview
publish-markdown = Markdown works: # heading, **bold**, - list.
publish-opens = Opens
publish-closes = Closes (optional)
publish-minutes = Shortest reading time
publish-minutes-each = { $count ->
    [0] None
    [one] { $count } minute
   *[other] { $count } minutes
}

# Tasks
result-open = See the task
result-return-seen = Who delivered it will read this reason.
tasks-title = Tasks
tasks-mine = Mine
tasks-given = Given by me
tasks-mine-none = No tasks for you yet
tasks-given-none = You have given no tasks yet
tasks-none-words = Tasks will be here, by their deadlines.
task-title = Task
task-give = Give
task-for = For { $name }
task-delivered = Waiting to be accepted
task-accepted = Accepted
task-cancelled = Cancelled
task-who = Assigned by → to
task-deadline = Due
task-due-again = Due again
task-evidence = Evidence required
task-reward = Points if accepted
task-penalty = Points if overdue
task-given-at = Assigned
task-chain = Chain of responsibility, from the top
task-parts = Parts
task-progress = { $done } of { $total } done
task-results = Results
result-returned = Returned: { $reason }
task-deliver = Submit result
task-split = Delegate a part
task-cancel = Cancel task
task-cancel-title = Cancel this task?
task-cancel-words = Its parts are cancelled with it, and whoever has it reads the reason.
evidence-photo = Photo
evidence-place = Place
evidence-document = Document
result-asked = Evidence required: { $evidence }
result-placeholder = What was done, and what came of it?
result-text = Result
people-title = Choose a person
people-above = Unit above
people-none = Nobody to choose in this unit.
people-whole-unit = Give it to { $unit }
people-head = { $name } answers for it
give-unit = { $unit } ({ $name } answers)
give-title = Give a task
give-not-title = Not possible now
give-not-words = Tasks are given by leaders; a task that is done or cancelled has no more parts.
give-name = Title
give-text = What is to be done (optional)
give-evidence = Evidence required
give-to = For
give-choose = Choose a person
give-choose-more = Give it to one more
give-remove = Don’t give it to { $name }
give-day = Due on
give-time = Time
give-late = That has passed already. Please choose later.
give-reward = Points if accepted (max { $max })
give-penalty = Points if overdue (max { $max })
give-points-amiss = From 0 to { $max }, please, with at most two decimals.
give-send = Give the task
split-title = Delegate a part
split-of = Part of: { $title }, due { $time }

# Today
today-title = Today
today-all-done = Everything for today is done. Well done.
today-log = Write a log
today-log-due = Not yet
today-logs = { $count ->
    [one] { $count } written
   *[other] { $count } written
}
today-each = { $points } each
today-reach = / { $points } pts
today-lessons = { $count ->
    [one] { $count } lesson to read
   *[other] { $count } lessons to read
}
today-tasks = { $count ->
    [one] { $count } open task
   *[other] { $count } open tasks
}
today-is-done = , done
today-is-open = , open
today-points = { $total } points today, up to { $reach }
duties = My records

## Dislikes, what is left of the day, changing one's own moment
dislike = Dislike
dislike-label = { $count ->
    [one] Dislike, { $count } person so far
   *[other] Dislike, { $count } people so far
}
dislike-change = Change or take back your dislike
dislikes-label = { $count ->
    [one] Disliked by { $count } person, with the reason
   *[other] Disliked by { $count } people, with their reasons
}
dislike-colon = {": "}
dislike-title = Dislike { $name }’s log
dislike-reason = Reason (required)
dislike-usual = Usual reasons
dislike-usual-empty = Says too little
dislike-usual-unclear = Photos are unclear
dislike-usual-untrue = Not what happened
dislike-usual-copied = Same as an earlier log
dislike-seen = The reason is shown under this moment together with your name.
dislike-send = Dislike
dislike-replace = Change the reason
dislike-withdraw = Take back
like-brings = A like: { $brings }
then-left = { $left } after that
likes-left = { $count ->
    [0] No likes left today
   *[other] { $count } of { $of } likes left today
}
dislikes-left = { $count ->
    [0] No dislikes left today
   *[other] { $count } of { $of } dislikes left today
}
moment-edited = Edited { $time }
own-more = More
own-title = My log
own-words = Text
own-edit-until = Can be changed until { $time }. The change leaves a trace.
own-until = Can be changed or deleted until { $time }. Either leaves a trace.
own-delete-until = Can be deleted until { $time }.
own-save = Save the change
own-delete = Delete
own-delete-title = Delete this log?
own-delete-words = Colleagues no longer see it. That it was posted and deleted stays on record.
own-keep = Keep it

## My score
score-title = My score
score-span = Stretch of time
score-before = Earlier
score-after = Later
score-points = points
score-trend = The last twelve: { $list }
calendar-unpublished = The holidays of { $year } are not published yet. Nothing is deducted for absence, lateness or a missed log until they are; then it is worked out for the working days.
score-none-title = No points here yet
score-none-words = Checking in, logs, lessons and tasks are noted here, each point with what it rests on.
period-day = Day
period-month = Month
period-quarter = Quarter
period-half-year = Half-year
period-year = Year
period-from-to = { $from } to { $to }
entry-over-cap = Over the day’s limit: noted, not counted
entry-frozen = Contested: not counted
entry-points = Points
entry-day = Day
entry-policy = By
entry-policy-version = Version { $version } of the policy
entry-shift = Shift
entry-shift-now = Result
entry-shift-taps = Check-ins
entry-shift-number = No. { $shift }
entry-giver = From
entry-moment = See the log
entry-lesson = See the lesson
entry-task = See the task
appeal-why = Is this wrong? Say why (required)
appeal-until = Can be contested until { $day }. It is not counted meanwhile; somebody who took no part decides, and if nobody does in time it is decided your way.
appeal-gain = This entry takes no points: it is set aside until the appeal is decided and then stands as before; the outcome is put on record.
appeal-send = Contest
appeal-waits = Contested; decided by { $time }
appeal-granted = Appeal granted ({ $name })
appeal-refused = Appeal not granted ({ $name })
appeal-lapsed = Not decided in time: decided your way
appeal-withdrawn = Appeal withdrawn
appeal-withdraw = Withdraw the appeal

## Units, places, learning
server-needed = This needs the server
server-refused = Not open to you
server-refused-words = This is outside what you may look at, or no longer there. Ask your administrator if that seems wrong.
unit-day-title = The unit’s day
unit-day-of = { $unit } · the day
workplace-title = Workplace and hours
workplace-where = Workplace
workplace-at = { $latitude }°N { $longitude }°E; within { $radius } m counts as at work
workplace-none = Not set yet. Until it is, check-ins keep the place but nobody is judged by it.
workplace-here = Use my current location
workplace-radius = Radius
workplace-when = Hours
workplace-starts = Shift { $number } begins
workplace-ends = Shift { $number } ends
workplace-from = Starts on
workplace-add = Add a shift
workplace-remove = Remove shift { $number }
workplace-later = From { $day } on: { $hours }
workplace-change = Change this
workplace-back = Take this back
workplace-goes = Taken back once you save
workplace-usual = Back to the county’s hours
workplace-save = Save
workplace-not = Set by the unit’s leader. If something is wrong, tell the unit’s clerk or leader.
unit-others = Other units
unit-logs = { $count ->
    [one] 1 log
   *[other] { $count } logs
}
unit-correction = Correction waiting · shift { $shift } · { $mode }
tap-inside = at the workplace
tap-uncertain = place unclear
tap-outside = elsewhere
tap-unknown = no place
unit-summary-leave = { $people ->
    [one] 1 person
   *[other] { $people } people
} · { $leave } on leave
unit-summary = { $people ->
    [one] 1 person
   *[other] { $people } people
} · { $there } at work · { $away } out on business · { $without } without a check-in · { $late } late · { $leave } on leave
unit-summary-off = { $people ->
    [one] 1 person
   *[other] { $people } people
} · no work · { $leave } on leave
day-before = The day before
day-after = The day after
person-score-title = Somebody’s score
person-score-of = Score of { $name }
places-title = Ranking
places-group = { $unit } · { $person }
places-none = No ranking for this time
places-none-words = Once there are points, people are listed here by kind of unit and of post.
places-few = { $count } people: too few to compare.
places-hidden = { $count } more are ranked here; their scores are seen by those above them.
unit-kind-county = County
unit-kind-bureau = Bureaus
unit-kind-township = Townships
unit-kind-village = Villages
person-kind-ordinary = Ordinary cadres
person-kind-first-secretary = First secretaries
person-kind-village-stationed = Village-stationed
learning-title = Learning
learning-months = Published each month
learning-count = { $lessons } published, { $required } due
learning-planned = ({ $lessons } to open)
learning-readers = Readers

# Doubts
and-then = ,{" "}
flag-clock = the phone’s clock was wrong: it said { $time }
flag-simulated = the phone says its location is simulated
flag-stale = the location was { $minutes } min old
flag-coarse = the location is too inaccurate ({ $metres } m)
flag-moved = { $km } km within { $minutes } min, too far to travel
doubt-of-tap = Check-in, { $time } · { $mode }
doubt-of-log = Log, { $time }
doubt-accepted = { $name } looked: it counts
doubt-rejected = { $name } looked: it does not count
doubt-waits = Waits until a leader or the clerk has looked; until then it earns and costs nothing
doubt-counts = It counts
doubts-title = My records with doubts
doubts-words = Where the phone’s time or place is doubtful the record is kept all the same and shown here.
todo-doubts = Doubts for you to look at
doubt-accept = Counts
doubt-reject = Does not count
doubt-about = doubtful record of { $name }
doubt-reject-title = { $name }’s record doesn’t count
doubt-seen = The person will see this reason and can appeal.
undo-doubt-accepted = Looked at: it counts
undo-doubt-rejected = Looked at: it does not count
action-review-doubt = Doubt looked at
moment-doubt = Doubtful: { $flags }
tap-doubt = doubtful: { $flags }
tap-doubt-accepted = doubtful, looked at: { $flags }
tap-doubt-rejected = does not count: { $flags }

## One’s own data
own-data-title = My data
own-data-failed = Your data cannot be read
own-data-note = What this phone has on record of you. Places are deleted when their time is over; all else is kept as the county’s rules say.
own-data-moments = { $count ->
    [one] One moment
   *[other] { $count } moments
}
own-data-records = { $count ->
    [one] One record of attendance, leave, tasks, lessons or appeals
   *[other] { $count } records of attendance, leave, tasks, lessons and appeals
}
own-data-entries = { $count ->
    [one] One entry in your ledger
   *[other] { $count } entries in your ledger
}
own-data-room = Room on this phone
own-data-save = Save a copy ({ $size })
own-data-how = The copy is a JSON file that other programs can read. Your logs, places and points are in it: keep it safe. Photos, recordings and videos are not; open them in their moments to save them.
receipts-title = My receipts
receipts-note = For each record that arrives the server signs a receipt. If anybody changes or removes the record later, the receipt shows it.
receipts-count = { $count ->
    [one] { $count } receipt
   *[other] { $count } receipts
}
receipts-last = Newest: { $place }
receipts-first = Oldest: { $place }
receipts-place = no. { $sequence }, { $time }
receipts-save = Save a copy
receipts-how = Keep the file yourself. To check it, hand it to an administrator: the server’s command verify-audit compares every receipt with the record.
receipts-none = No receipts yet
receipts-none-words = Receipts that the server signs are kept here once your records arrive.
looks-title = Who looked at my records
looks-note = Who looked at your attendance, points, places and earlier words, or opened your files, in the last { $days } days. Your own looks are not counted.
looks-none = Nobody has looked
looks-none-words = Nobody looked at your records in the last { $days } days. When somebody does, you see here who it was and what they saw.
looks-somebody = Somebody no longer on the roster
looks-unit-day = { $times ->
    [one] Saw your attendance
   *[other] Saw your attendance, { $times } times
}
looks-ledger = { $times ->
    [one] Saw your points
   *[other] Saw your points, { $times } times
}
looks-trace = { $times ->
    [one] Saw earlier words of a log
   *[other] Saw earlier words of your logs, { $times } times
}
looks-file = { $times ->
    [one] Opened a file of yours
   *[other] Opened files of yours, { $times } times
}
looks-place = { $times ->
    [one] Saw where you did something
   *[other] Saw where you did something, { $times } times
}
looks-unknown = { $times ->
    [one] Saw something of yours
   *[other] Saw something of yours, { $times } times
}
looks-last = Last at { $time }
looks-places = Places are kept for { $days } days. On the day after they are deleted from server and phones; your attendance stays as it was.
trace-title = Earlier words
trace-note = What { $name } wrote, newest first.
trace-note-unknown = What was written, newest first.
trace-deleted = Its author has deleted this log; others no longer see it.
trace-posted = Posted { $time }
trace-changed = Changed { $time }
trace-empty = No words
trace-reactions = Likes and dislikes changed or taken back
trace-liked = liked { $time }
trace-disliked = disliked { $time }
trace-reaction-ended = Stood until { $time }
trace-reaction-gone = Taken back later
