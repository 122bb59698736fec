# Not yet checked by a native speaker.
# What happens after it was sent, by the clock or by who carries it out: late, again, done.
news-heading =
    About your { $kind } { $number }.
    You sent: { $words }
delay-answer-first = We promised you an answer before { $promised }. We will not make it. Sorry. Why not, we do not know yet.
delay-answer-again = We promised you an answer before { $promised }. Again we will not make it. Sorry. Whoever reads it gave no reason yet. If it fails once more, we ask a person to contact you.
delay-work-first = We promised that this would be done before { $promised }. We have not heard that it is. Sorry. Why it will be later, we do not know yet.
delay-work-again = We promised that this would be done before { $promised }. Again we have not heard that it is. Sorry. If it fails once more, we ask a person to contact you.
delay-date =
    The new date: before { $date }.
    Who has it: { $reader }.
postponed-answer = Your answer will be later: before { $date }.
postponed-work = It will be done later: before { $date }.
postponed-why =
    Why? { $reason }
    Who writes this: { $by }.
question-repeated =
    Earlier we asked you something about your { $kind } { $number }.
    You sent: { $words }

    { $question }

    You need not answer. We go on without an answer too.
looked-at-again-question =
    We go on with what we know. You may still answer our question.
    Who reads it: { $reader }. You will hear before { $date }.
looked-at-again-not_now =
    The answer was: not now. We promised to look again. That is what we do now.
    Who reads it: { $reader }. You will hear before { $date }.
answer-look-again = We look at it again on { $date }. You will hear that from us.
heartbeat =
    There is no news yet. We have not forgotten it.
    Who has it: { $reader }.
no-check-back = Some time ago our answer was: no. Do you see why? If you do not agree, somebody else looks again.
button-see-why = Yes, I see why
see-why-noted = Good. Thank you for saying so.
finished =
    It is done, says { $by }.
    { $text }
finished-ask = Do you see that too? You may also look later. I will ask again in a while.
is-it-done = We wrote to you that it is done. Did it work out?
button-done-yes = 👍 Yes, it did
button-done-no = 👎 No, not yet
staff-writes-you =
    A message for you. Who writes: { $by }.

    { $text }

    Do you want to answer? Type it here.
