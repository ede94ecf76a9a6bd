## Common
app-name = Jishi
app-motto = A plain record, kept on your phone
close = Close
loading = Loading…
retry = Try again
device-name = Phone

## Navigation
nav-feed = Moments

## Time
time-full = { $day } { $month ->
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
} { $year } { $time }

## Starting, and pages that are not there
start-failed = Jishi cannot open just now
session-ended = This phone is no longer bound to you: you changed phones, or your unit ended it. Your drafts are safe; to go on with this phone, bind it again.
session-ended-waiting = { $count ->
    [one] One record that was not sent is
   *[other] { $count } records that were not sent are
} still safe on this phone. Ask your unit’s clerk for a new code; once bound, they go by themselves.
session-key-lost = This browser has lost the key by which this phone signs for you. Ask your unit’s clerk for a new code; what is on this phone is safe.
session-key-lost-waiting = { $count ->
    [one] One record that was not sent is
   *[other] { $count } records that were not sent are
} still safe on this phone, signed by the lost key. Once bound, they show “Not accepted”: open each and choose “Try again”, and it is signed anew and sent.
moved-aside = The earlier data could not be read. It was kept as “{ $name }”, not deleted. Ask your administrator to recover what had not been sent.

## Enrolment
enrol-label = One-time code
enrol-help = Your unit’s administrator gives it to you. It works once.
enrol-go = Bind this phone
enrol-busy = Binding…
ask-other = No code? Ask your unit
ask-number = Staff number
ask-name = Name
ask-help = A leader or the clerk of your unit lets this phone in. Your phone before it ends at that moment.
ask-go = Ask for this phone to be bound
ask-busy = Asking…
ask-by-code = I have a code
ask-refused-why = The reason: { $why }
asked-title = Waiting for your unit
asked-words = { $name }, please call a leader or the clerk of your unit. They open “Phones” under “Me”, compare the digits below and let this phone in.
asked-since = Asked { $time }
asked-check = See whether they have
asked-stop = Take the request back
device-digits = Digits to compare
enrol-foot = One person, one phone: from then on this phone stands for you. Its key never leaves it.

## Failures: what happened, what is safe, what to do
fault-unsupported-location = This device cannot tell its place. You can send without one.
fault-unsupported-photos = This device cannot add photos. Text and voice go as usual.
fault-unsupported-microphone = This device cannot record. Text and photos go as usual.
fault-unsupported-storage = This window cannot keep data safely. If it is a private one, please open a normal one; if not, use a newer browser, or install the app.
fault-denied-location = Jishi may not use your location. The draft is saved; allow it in the settings, or send without a place.
fault-denied-photos = Jishi may not use photos or the camera. The draft is saved; allow it in the settings.
fault-denied-microphone = Jishi may not use the microphone. The draft is saved; allow it in the settings.
fault-denied-storage = The browser does not allow keeping data. Leave private mode, or allow this site to keep data.
fault-failed-location = No place could be found this time. The draft is saved; try in the open, or send without a place.
fault-failed-photos = The photo could not be read. The draft is saved; please choose it again.
fault-failed-microphone = The recording broke off. The draft is saved; close other apps that use the microphone and try again.
fault-failed-storage = The phone could not keep this change. What was there before is safe; restart the app and try again.
fault-not-enrolled = This phone is not bound yet. Enter your code first.
fault-unreadable = The file could not be read: it may have been moved, or not be downloaded yet. What was there before is safe; please choose it again.
fault-not-a-recording = The recording is incomplete and was not added. The draft is saved; please record again.
fault-not-a-video = This video cannot be read. The draft is saved; record it with the camera of the phone, or convert it to MP4.
fault-not-for-a-lesson = Lessons take pictures and PDF only. The draft is saved; convert the file to PDF and choose it again.
fault-not-found = It is not there; it may have been withdrawn. Your other records are safe.
fault-storage-full = The phone is full, and the last change was not saved. What was there before is safe; make some room and try again.
fault-storage = The phone could not save the last change. What was there before is safe; restart the app and try again.
fault-key-out-of-reach = The browser does not give out the key by which this phone signs. Nothing is lost; close the browser, open it and try again.
fault-other-tab = Jishi is open in another tab. Your data are safe; go to that tab, or close it and try again.
fault-engine-gone = The app does not answer. What was saved is safe; reload the page or open the app again.
fault-unreachable = There is no connection now. Please try again when there is one.
fault-slow = The network is slow; the server did not answer in time. Please try again.
fault-server-failed = The server has a problem ({ $status }); it is not your doing. Please try again later.
fault-busy = The server is busy. Please try again in { $seconds } s.
trouble-unreachable = There is no connection now.
trouble-slow = The network is slow; the server did not answer in time.
trouble-not-our-server = This network wants you to sign in first; open the browser to do so.
trouble-server-failed = The server has a problem ({ $status }); Jishi tries again by itself.
trouble-too-large-for-the-way = This network does not let files of this size through; another one will.
trouble-device-full = The phone is full, so nothing new can be kept. What you wrote is safe; please make some room.
trouble-busy = The server is busy; Jishi tries again in { $seconds } s.
photo-not-a-photo = This file is not a photo and was not added. The draft is saved; choose a JPEG, PNG, WebP or GIF.
photo-heic = HEIC photos cannot be opened here, so it was not added. The draft is saved; set the camera to “Most Compatible”, or convert it to JPEG.
photo-truncated = This photo is incomplete and was not added. The draft is saved; download or take it again.
photo-damaged = This photo is damaged and was not added. The draft is saved; please choose another.
photo-too-many-pixels = This photo has { $megapixels } megapixels; 100 is the most. It was not added, and the draft is saved; make it smaller first.
photo-too-many-bytes = This photo has { $megabytes } MB; 64 is the most. It was not added, and the draft is saved; make it smaller first.
moment-empty = There is nothing to send yet. A sentence, a photo or a voice note is enough.
moment-text-too-long = { $over ->
    [one] The text is { $over } character too long. The draft is saved; shorten it and send again.
   *[other] The text is { $over } characters too long. The draft is saved; shorten it and send again.
}
moment-control-character = The text has a control character that cannot be shown. The draft is saved; delete it and send again.
moment-too-many-photos = { $max } photos are the most; { $over } more were not added. The draft is saved.
moment-too-many-voices = One voice note is the most. The draft is saved; remove the earlier one first.
moment-voice-length = A voice note has some sound and lasts 5 minutes at most. The draft is saved; please record again.
moment-too-many-documents = { $max } documents are the most. The draft is saved; remove some and send again.
moment-document-kind = Documents are PDF, Word, Excel, PowerPoint or plain text. The draft is saved; choose another.
moment-document-size = A document has some content and { $megabytes } MB at most. The draft is saved; choose another.
moment-document-name = The name of the document is too long or cannot be shown. The draft is saved; rename it and choose it again.
moment-too-many-videos = One video is the most. The draft is saved; remove the earlier one first.
moment-video-length = A video lasts { $seconds } seconds at most. The draft is saved; cut it and choose it again.
moment-video-size = A video has { $megabytes } MB at most. The draft is saved; make it smaller and choose it again.
moment-attached-twice = This photo is attached already. The draft is saved.
moment-impossible-place = That is not a place on Earth. The draft is saved; remove it and try again.
problem-other = The server gave an answer that this version does not know. It is safe on this phone; update and try again.
problem-malformed = The server cannot read this; the app may be too old. It is still on this phone; update the app and try again.
problem-unauthorised = The sign-in has ended. It is still on this phone; the app signs in again by itself, so try again shortly.
problem-device-waiting = Your unit has not let this phone in yet.
problem-device-refused = Your unit has turned this phone away.
problem-device-revoked = This phone is no longer bound to you. It is still on this phone; ask your administrator for a new code.
problem-forbidden = You may not do this. It is still on this phone; ask your administrator if that seems wrong.
problem-wrong-code = The code is wrong, used or has ended. Check it and enter it again, or ask for a new one.
problem-not-found = The server does not have it; it may have been withdrawn. Your other records are safe.
problem-method-not-allowed = The server does not know this action; the app may be too old. It is still on this phone; update the app and try again.
problem-conflict = The server has something else under the same number. It is still on this phone; edit it and send it anew.
problem-tus-version = The server does not take this kind of upload. It is still on this phone; update the app and try again.
problem-too-large = An attachment is larger than the server takes. It is still on this phone; remove the large ones and send again.
problem-unsupported-media = The server does not take this kind of attachment. It is still on this phone; edit it and change the attachment.
problem-range-not-satisfiable = The file did not go through whole. It is still on this phone; try again.
problem-invalid = This cannot be accepted as it is. What you wrote is still on this phone; edit it and send again.
problem-bad-signature = This phone’s signature is not the one on record. It is still on this phone; try again, and if that is refused too, ask your administrator to bind this phone again.
problem-media-missing = An attachment has not reached the server. It is still on this phone; try again.
problem-switched-off = Your county’s rules do not include this. Your other records are safe.
problem-already-decided = Somebody has decided this already, and the first decision stands.
problem-already-withdrawn = It was withdrawn; nothing is left to do.
problem-already-returned = You have returned from this leave already; nothing is left to do.
problem-already-begun = This leave has begun and can no longer be withdrawn. Use “return early” instead.
problem-not-granted = This leave was not granted, so there is nothing to return from.
problem-already-attended = This shift is attended or on leave already; no correction is needed.
problem-already-asked = A request for this shift is waiting already.
problem-overlap = Another leave lies on these days. Change the dates, or withdraw the other one first.
problem-already-done = You have done this already, and it counts once. The earlier record is safe.
problem-already-lapsed = This appeal was not decided in time and has been settled for the person.
problem-already-contested = This entry was contested before; each can be contested once.
problem-already-delivered = A result is waiting to be judged. If it is returned, you can deliver again.
problem-already-accepted = The result of this task has been accepted; nothing is left to do.
problem-already-cancelled = This task was cancelled; nothing is left to do.
problem-not-delivered = No result of this task is waiting to be judged.
problem-too-late = The time for this is over. It is still on this phone; speak to your leader if there was a reason.
problem-too-early = It is not open yet. Please come back on its day.
problem-monthly-limit = This month’s corrections are used up. Speak to your unit’s clerk if there was a reason.
problem-calendar-unpublished = That year’s holidays are not published yet, so the days cannot be counted. Please ask again when they are.
problem-only-days-off = These are days off anyway; no leave is needed.
problem-over-balance = Not enough days of this leave are left this year. Take fewer, or another kind.
problem-read-too-fast = It was open for too short a time. Your progress is saved; read on to the end.
problem-daily-cap = Today’s number is used up; tomorrow there are new ones.
problem-evidence-missing = A photo, place or document that was asked for is missing. What you wrote is saved; add it and deliver again.
problem-over-parent = The parts would have more points than the task itself. Give fewer and publish again.
problem-due-too-soon = A task with a penalty has to leave more time. Choose a later time, or no penalty.
problem-due-after-parent = A part cannot be due later than its task. Choose an earlier time.
problem-not-the-head = A unit’s task goes to its head. Look again and choose the unit anew.
problem-too-many-requests = Too many tries. Please wait a little.
problem-too-many-requests-seconds = Too many tries. Please wait { $seconds } seconds.
problem-checksum-mismatch = The file was damaged on its way. The original is still on this phone; try again.
problem-internal = The server had a problem and stored nothing. It is still on this phone; try again later.
problem-unavailable = The server is being looked after. It is still on this phone; try again later.
