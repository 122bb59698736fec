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
answer-counted-changed = What you wrote changed our plan.
answer-counted-confirmed = What you wrote was in our plan already. Now we are more certain of it.
answer-counted-unchanged = Our plan stays as it was.
answer-counted-unchanged-because = Our plan stays as it was. Why? { $because }
answer-read-by = Who read this too? { $by }.
answer-read-alone = There was nobody else to read this too. So a day later it was read again by { $by }.
answer-firm-yes = That day is certain.
answer-firm-no = That is our plan. It is not certain yet.
doer-you = You
button-better = 🌱 How will I notice?
button-mine-yes = 👍 I will do that
button-mine-no = I cannot do that
corrected =
    We explain our answer better. The answer is still: { $outcome }.
taken-back =
    We take our answer back. Sorry. It was not right.
    Why? { $reason }
    Who writes this: { $by }.
    We look again. You will hear before { $date }.
doer-other = A resident
better-said = You said that you would notice it by this: { $better }
part-done =
    A part is done, says { $by }.
    { $text }
still-to-do = This is still to come:
learned =
    The trial has ended. It did not work. We did learn from it.
    { $text }
    Who writes this: { $by }.
commitment = • { $what } Who does that? { $who }.
commitment-sure = • { $what } Who does that? { $who }. Before { $date }, that is certain.
commitment-plan = • { $what } Who does that? { $who }. Before { $date }, that is our plan.
promised-more = Something more is promised, by { $by }:
your-turn = You would do this: { $what } Before { $date }. How is it going?
your-turn-undated = You would do this: { $what } How is it going?
button-mine-done = ✅ It is done
button-done-partly = 🤏 A bit
button-add-photo = 📷 Photo or words
button-join-yes = Yes, go on together
button-join-no = No, keep it apart
join-asked =
    About your { $kind } { $number }. You sent: { $words }

    Number { $other } is much like it. May your message go on together with it? Who asks this: { $by }.
    { $about }

    Your own words stay as they are. If you say yes, you hear all that happens with it. If you say no, you get an answer of your own.
together = Your message goes together with number { $number }.
alone-again =
    Your message went together with another. That other message does not go on. Yours does. We look at it by itself now.
    Who reads it: { $reader }. You will hear before { $date }.
applied-join_yes = Good. Your message goes together with number { $by }. Your own words stay. You hear all that happens with it.
applied-join_no = Good. Your message stays apart. Who reads it: { $reader }. You get an answer of your own before { $date }.
applied-join_gone = That is no longer possible. Your message stays apart. You get an answer of your own.
applied-mine_yes = Lovely, thank you. I will ask you by then how it is going.
applied-mine_no = That is all right. Who looks for somebody else now: { $reader }.
applied-mine_done = Great! Thank you. I pass it on to { $reader }.
applied-mine_gone = This is no longer needed.
applied-better = Thank you. I will ask you about that later.
applied-partly = Thank you. You get a message before { $date }. Who looks what is still missing: { $reader }.
partly-what = what is still missing
partly-story-ask = Good that you say so. What is still missing about number { $number }? A photo is welcome too.
partly-story-again = Type what is still missing, say it, or send a photo.
partly-story-name = What is missing
better-what = how you will notice
better-sign-ask = How will you notice that it is better? Once it is done I will ask you whether it is so.
better-sign-again = Say in a sentence how you will notice that it is better.
better-sign-name = How you will notice
