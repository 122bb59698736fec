# Not yet checked by a native speaker.
# Passed on to another desk, after a yes: broken, complaint, benefits, official.
broken-what = your report
broken-story-ask = What is broken? Type it, speak it or send a photo.
broken-story-again = Tell me in a few words: what is broken, and where?
broken-story-name = What is broken
broken-how-ask = Something broken goes to: { $desk }. Shall I pass it on?
broken-how-again = I will add that. Shall I pass it on to: { $desk }? Tap a button.
broken-how-name = What happens with it
broken-how-pass_on = 📮 Yes, pass it on
broken-how-myself = ☎️ I will call myself
broken-how-idea = 💡 No, an idea
broken-wijk-ask = Which neighbourhood is it in?
broken-wijk-again = I will add that. Which neighbourhood is it in? Tap a button.
broken-wijk-remembered = Is it in the same neighbourhood again: { $answer }?
broken-wijk-name = The neighbourhood
broken-place-ask = Where is it exactly? Type a street, or a place that people know.
broken-place-again = Type only the place. For example: corner of Park Street, near the school.
broken-place-name = The place
broken-name-ask = What may we call you?
broken-name-again = Just a first name is enough. Or tap Rather not.
broken-name-remembered = Are you { $answer }?
broken-name-name = My name

complaint-what = your complaint
complaint-story-ask = It is good that you say so. What happened? Type it or speak it.
complaint-story-again = Tell me in a few words what happened.
complaint-story-name = My complaint
complaint-about-ask = Is it about one of us? That person does not read your complaint here.
complaint-about-again = I will add that. Is it about one of us? Tap a button.
complaint-about-name = About whom
complaint-about-other = Someone else
complaint-who-ask = Who is it about? A first name is enough.
complaint-who-again = Type only a name. Or skip it.
complaint-who-name = The name
complaint-how-ask = A complaint goes to: { $desk }. If it is official, the other person hears of it. Do you want that?
complaint-how-again = I will add that. Shall I pass it on to: { $desk }? Tap a button.
complaint-how-name = What happens with it
complaint-how-pass_on = 📮 Yes, pass it on
complaint-how-talk = ☎️ Talk first
complaint-how-no = No, do nothing
complaint-phone-ask = Which number can we call?
complaint-phone-again = Type only the phone number. For example: 06 12 34 56 78.
complaint-phone-name = My phone number
complaint-name-ask = What may we call you?
complaint-name-again = Just a first name is enough. Or tap Rather not.
complaint-name-remembered = Are you { $answer }?
complaint-name-name = My name

benefits-what = your question about money
benefits-story-ask = What is your question about your benefit? Send no letter and no BSN.
benefits-story-again = Tell me in a few words what you want to know. Send no BSN.
benefits-story-name = My question
benefits-how-ask = I cannot see anything about benefits or allowances. Send no letter or BSN. Free help: { $desk }, { $how }. What do you want?
benefits-how-again = I will add that. What do you want? Tap a button.
benefits-how-name = What happens with it
benefits-how-call_me = ☎️ Call me
benefits-how-pass_on = 📮 Pass it on
benefits-how-other = 💬 Something else
benefits-phone-ask = Which number can we call?
benefits-phone-again = Type only the phone number. For example: 06 12 34 56 78.
benefits-phone-name = My phone number
benefits-name-ask = What may we call you?
benefits-name-again = Just a first name is enough. Or tap Rather not.
benefits-name-remembered = Are you { $answer }?
benefits-name-name = My name

official-what = your message
official-story-ask = What do you want to send? Type it, speak it or send a photo.
official-story-again = Tell me in a few words what you want to ask, and whom.
official-story-name = My message
official-how-ask = Perhaps this is an official request or objection. Not possible here. Shall I have it sent on, with today's date? To: { $desk }. Urgent? { $how }.
official-how-again = I will add that. Shall I have it sent on to: { $desk }? Tap a button.
official-how-name = What happens with it
official-how-pass_on = 📮 Send it on
official-how-myself = ☎️ I will call myself
official-how-idea = 💡 No, an idea
official-how-story = 💬 No, a story
official-how-question = ❓ No, a question
official-name-ask = What is your name? The desk wants to know who sends it. You may leave it out.
official-name-again = Type only your name. Or tap Rather not.
official-name-remembered = Are you { $answer }?
official-name-name = My name

call-them-yourself =
    Good, you call them yourself: { $desk }.
    How to reach them: { $how }.
    I have sent nothing.
not-passed-on = Good. I pass nothing on and send nothing. Do you want it later after all? Just tell me.
receipt-passing =
    Thank you. Your { $what } has arrived. The number is { $number }. You sent it on: { $today }.
    It goes to: { $desk }.
    Who passes it on: { $reader }. That happens before { $date }.
    I will ask you here how it went on: { $day }.
answer_road-what = a question about your answer
answer_road-road-ask = How do you want to hear the answer?
answer_road-road-again = Shall I send the answer here, or shall someone call you?
answer_road-road-name = How you hear it
answer_road-road-here = 💬 Here
answer_road-road-call = ☎️ Call me
answer_road-phone-ask = Which number can we call?
answer_road-phone-again = Type only the phone number. For example: 06 12 34 56 78.
answer_road-phone-name = My phone number

check-back-broken =
    I promised to ask this about your report { $number }, of { $date }.
    You sent: { $words }
    Has it been mended?
check-back-complaint =
    I promised to ask this about your complaint { $number }, of { $date }.
    You sent: { $words }
    Did you get an answer to it?
check-back-question =
    I promised to ask this about your message { $number }, of { $date }.
    You sent: { $words }
    Have you been helped?
applied-done_yes = Good! Then number { $number } is done.
applied-done_no = Sorry. It is good that you say so. We look again at number { $number }. Who does that: { $reader }. You will hear before { $date }.
card-reacted-done_yes = 👍 The resident says: it is done
card-reacted-done_no = ✋ The resident says: it is not done yet

card-desk = 📮 Pass on to: { $desk } ({ $how })
card-detail-place = Place: { $value }
card-detail-about = It is about: { $value }
task-pass_on =
    📮 Pass this on. It stands on the card.
    About number: { $number } · Before { $date }
button-passed-on = 📮 It is passed on
button-no-reference = No number
pass_on-what = something that was passed on
pass_on-reference-ask = Did the desk give you a number, for number { $number }? Then type it.
pass_on-reference-again = Type only the number of the desk. Or tap No number.
pass_on-reference-name = Number of the desk
passed-on-why = This belongs with: { $desk }.
passed-on-why-number = This belongs with: { $desk }. Their number: { $reference }.
passed-on-next = I will ask you how it went, on { $date }.

# How each kind is answered: what staff are asked, and what the author reads.
button-learn = 📖 Give an answer
button-reply = 💬 Give an answer
button-report = 🔧 How it ended
learn-what = an answer to a story
learn-outcome-ask = What do we do with story { $number }?
learn-outcome-again = Choose what we do with story { $number }.
learn-outcome-name = What we do
learn-outcome-yes = We do something
learn-outcome-not_now = We keep it
learn-outcome-no = We do nothing
learn-reason-ask = What did we learn from it? Write it as you would tell a neighbour. At least 20 characters.
learn-reason-again = The resident will read this. What did we learn? A full sentence, at least 20 characters.
learn-reason-name = What we learned
learn-next_step-ask = What do we do with it?
learn-next_step-again = One short sentence: what do we do with this story?
learn-next_step-name = What we will do
learn-who-ask = Who will do that? Type a name.
learn-who-again = Type only a name, at most 60 characters.
learn-who-name = Who will do it
learn-by_when-ask = Before which day? Tap a day or type a date.
learn-by_when-again = Type a day in the future. For example: 12 December.
learn-by_when-name = The date
reply-what = an answer to a question
reply-outcome-ask = Do we know the answer to question { $number }?
reply-outcome-again = Choose: do we know the answer to question { $number }?
reply-outcome-name = Whether we know
reply-outcome-yes = We know it
reply-outcome-not_now = We will find out
reply-outcome-no = We do not know
reply-reason-ask = What do you want to tell the resident? Write it as you would tell a neighbour. At least 20 characters.
reply-reason-again = The resident will read this. Give the answer in a full sentence, at least 20 characters.
reply-reason-name = The answer
reply-next_step-ask = What happens now? Or: what can the resident do?
reply-next_step-again = One short sentence: what happens after this?
reply-next_step-name = The next step
reply-who-ask = Who will do that? Type a name.
reply-who-again = Type only a name, at most 60 characters.
reply-who-name = Who will do it
reply-by_when-ask = Before which day? Tap a day or type a date.
reply-by_when-again = Type a day in the future. For example: 12 December.
reply-by_when-name = The date
report-what = how it ended
report-outcome-ask = How did number { $number } end?
report-outcome-again = Choose how number { $number } ended.
report-outcome-name = How it ended
report-outcome-yes = It is all right
report-outcome-not_now = It takes longer
report-outcome-no = It does not work
report-reason-ask = What was said or done? Write it as you would tell a neighbour. At least 20 characters.
report-reason-again = The resident will read this. Say what was done, at least 20 characters.
report-reason-name = What was done
report-next_step-ask = What happens now?
report-next_step-again = One short sentence: what happens after this?
report-next_step-name = The next step
report-who-ask = Who will do that? Type a name.
report-who-again = Type only a name, at most 60 characters.
report-who-name = Who will do it
report-by_when-ask = Before which day? Tap a day or type a date.
report-by_when-again = Type a day in the future. For example: 12 December.
report-by_when-name = The date
answer-learn-yes = Thank you. We have learned from you, and we do something with it.
answer-learn-not_now = Thank you. We have learned from you. We keep your story for later.
answer-learn-no = Thank you for telling us. We do nothing with it ourselves.
answer-learn-why = What did we learn? { $reason }
answer-learn-next = What do we do with it? { $next }
answer-reply-yes = Here is the answer to your question.
answer-reply-not_now = We do not know yet. We will find out.
answer-reply-no = We do not know the answer.
answer-reply-why = { $reason }
answer-reply-next = What now? { $next }
answer-report-yes = We think it is all right now.
answer-report-not_now = It is not done yet.
answer-report-no = It does not work.
answer-report-why = What was done? { $reason }
answer-report-next = What now? { $next }
answer-pass_on-passed_on = It has been passed on. To: { $desk }.
answer-pass_on-why = Why? You said yes. And this belongs there.
answer-pass_on-next = What now? They look at it there. I will ask you here how it went on: { $date }.
answer-learn-decided = Who writes this? { $decided }.
answer-reply-decided = Who writes this? { $decided }.
answer-report-decided = Who writes this? { $decided }.
answer-pass_on-decided = Who passed it on? { $decided }.
answer-reference = Their number: { $reference }
status-passed-on = It has been passed on to: { $desk }. I will ask you here how it went on: { $date }.
status-passed-on-asked = It has been passed on to: { $desk }.
button-nobody-here = No, or rather not
outcome-learn-yes = we do something with it
outcome-learn-not_now = we keep it
outcome-learn-no = we do nothing with it
outcome-reply-yes = we know it
outcome-reply-not_now = we will find out
outcome-reply-no = we do not know
outcome-report-yes = it is all right
outcome-report-not_now = it takes longer
outcome-report-no = it does not work
