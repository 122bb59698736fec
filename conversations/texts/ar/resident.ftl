# A draft: no native speaker has checked this.
first-what = رسالتك
first-story-ask = ما هي رسالتك؟ يمكن الكتابة أو التسجيل بالصوت أو إرسال صورة.
first-story-again = يمكن كتابة الرسالة هنا. والتسجيل بالصوت ممكن أيضًا.
first-story-name = رسالتك
first-kind-ask = ما نوع رسالتك؟ يكفي الضغط على الزر الأنسب.
first-kind-again = أضفت هذا. ما نوع رسالتك؟ يكفي الضغط على زر.
first-kind-name = نوع الرسالة
first-kind-idea = 💡 فكرة
first-kind-initiative = 🌱 أريد عمل شيء
first-kind-story = 💬 أريد أن أحكي
first-kind-broken = 🔧 شيء معطّل
first-kind-question = ❓ سؤال
first-kind-complaint = 😕 شكوى

idea-what = فكرتك
idea-story-ask = ما هي فكرتك؟ يمكن الكتابة أو التسجيل بالصوت أو إرسال صورة.
idea-story-again = في كلمات قليلة: ما الجديد الذي يحتاجه الحي؟
idea-story-name = فكرتي
idea-wijk-ask = في أي حي؟
idea-wijk-again = أضفت هذا إلى فكرتك. بقي سؤال: في أي حي؟ يكفي الضغط على زر.
idea-wijk-remembered = هل هو الحي نفسه مرة أخرى: { $answer }؟
idea-wijk-name = الحي
idea-name-ask = بأي اسم نناديك؟
idea-name-again = الاسم الأول يكفي. وهناك أيضًا زر «أفضّل ألا أقول».
idea-name-remembered = هل هذا اسمك: { $answer }؟
idea-name-name = اسمي

question-what = سؤالك
question-story-ask = ما هو سؤالك؟ يمكن الكتابة أو التسجيل بالصوت أو إرسال صورة.
question-story-again = يمكن كتابة السؤال هنا. والتسجيل بالصوت ممكن أيضًا.
question-story-name = سؤالي
question-wijk-ask = في أي حي؟
question-wijk-again = أضفت هذا إلى سؤالك. بقي سؤال: في أي حي؟ يكفي الضغط على زر.
question-wijk-remembered = هل هو الحي نفسه مرة أخرى: { $answer }؟
question-wijk-name = الحي
question-name-ask = بأي اسم نناديك؟
question-name-again = الاسم الأول يكفي. وهناك أيضًا زر «أفضّل ألا أقول».
question-name-remembered = هل هذا اسمك: { $answer }؟
question-name-name = اسمي

receipt-what = سؤالان عن جوابك
receipt-road-ask = كيف نوصل إليك الجواب؟
receipt-road-again = هل أرسل الجواب هنا، أم نتصل بك؟
receipt-road-name = طريقة الجواب
receipt-road-here = 💬 هنا
receipt-road-call = ☎️ اتصلوا بي
receipt-phone-ask = على أي رقم نتصل بك؟
receipt-phone-again = رقم الهاتف فقط، من فضلك. مثلًا: 0612345678.
receipt-phone-name = رقم هاتفي
receipt-neighbours-ask = هل يمكن للجيران قراءة رسالتك؟ بدون اسمك. «لا» جواب مقبول أيضًا.
receipt-neighbours-again = هل يمكن للجيران قراءة ما كتبته؟ لا نذكر اسمك.
receipt-neighbours-name = الجيران يقرؤون
receipt-done = حسنًا. سيصلك خبر منا. هل هناك شيء آخر؟ يمكن إرساله الآن.
receipt-done-call = حسنًا. عندما يكون هناك جواب، سيتصل بك إنسان. هل هناك شيء آخر؟ يمكن إرساله الآن.

call-what = طلبك أن نتصل بك
call-phone-ask = على أي رقم نتصل بك؟
call-phone-again = رقم الهاتف فقط، من فضلك. مثلًا: 0612345678.
call-phone-name = رقم هاتفي
call-moment-ask = متى نتصل بك؟
call-moment-again = أي وقت يناسبك؟ يمكن أيضًا تخطي السؤال.
call-moment-name = الوقت
call-moment-morning = في الصباح
call-moment-afternoon = بعد الظهر
call-moment-evening = في المساء
call-planned = حسنًا. سيتصل بك إنسان قبل: { $date }.
moment-morning = في الصباح
moment-afternoon = بعد الظهر
moment-evening = في المساء
moment-any = في أي وقت

answer-what = جوابك
answer-story-ask = ما جوابك عن السؤال حول الرقم { $number }؟ التسجيل بالصوت ممكن أيضًا.
answer-story-again = يمكن كتابة الجواب أو تسجيله بالصوت.
answer-story-name = جوابي
ask_back-what = سؤالك
ask_back-story-ask = ما سؤالك حول الرقم { $number }؟ التسجيل بالصوت ممكن أيضًا.
ask_back-story-again = يمكن كتابة السؤال أو تسجيله بالصوت.
ask_back-story-name = سؤالي
disagree-what = رأيك في الجواب
disagree-story-ask = جيد أنك قلت ذلك. ما الخطأ في الجواب على الرقم { $number }؟
disagree-story-again = في كلمات قليلة: ما الذي يجب أن يتغيّر؟
disagree-story-name = رأيي في الجواب
correct_heard-what = تصحيحك
correct_heard-story-ask = جيد أنك قلت ذلك. ما المقصود؟ يمكن الكتابة أو التسجيل بالصوت.
correct_heard-story-again = ما هو الكلام الصحيح؟
correct_heard-story-name = تصحيحي
applied-answer = شكرًا. جوابك الآن عند الرقم { $number }.
applied-added = شكرًا. هذا الآن عند الرقم { $number }.
applied-question = نقلت سؤالك حول الرقم { $number }. سيكتب لك إنسان هنا قبل: { $date }.
applied-disagree = ننظر من جديد في الرقم { $number }. من يفعل ذلك: { $reader }. سيصلك الخبر هنا قبل: { $date }.
applied-correction = شكرًا. تصحيحك الآن عند الرقم { $number }.

answer-heading =
    خبر جديد: { $kind } رقم { $number }.
    ما أرسلته: { $words }
answer-decide-yes = الجواب: نعم.
answer-decide-yes_differently = الجواب: نعم، ولكن بشكل آخر.
answer-decide-trial = الجواب: سنجرّب ذلك.
answer-decide-not_now = الجواب: ليس الآن.
answer-decide-no = الجواب: لا.
answer-decide-why = لماذا؟ { $reason }
answer-decide-decided = من قرّر هذا؟ { $decided }.
answer-decide-next = ماذا بعد؟ { $next }
answer-next =
    { $now }
    من يفعل ذلك؟ { $who }.
answer-next-dated =
    { $now }
    من يفعل ذلك؟ { $who }. قبل: { $date }.
answer-no-agree = هل لك رأي آخر؟ يكفي الضغط على الزر. عندها ننظر من جديد.
button-read = قرأت
button-have-question = ❓ لدي سؤال
button-disagree = ✋ لا أوافق
read-noted = حسنًا. أعرف الآن أنك قرأت الجواب. إن لم يعجبك، يمكن قول ذلك لاحقًا أيضًا.
staff-asks =
    سؤال لك: { $kind } رقم { $number }.
    ما أرسلته: { $words }
    من يسأل: { $by }.

    { $question }
button-answer = أريد أن أجيب
staff-writes =
    رسالة لك: { $kind } رقم { $number }.
    ما أرسلته: { $words }
    من يكتب: { $by }.

    { $text }
heard =
    استمع إنسان إلى رسالتك رقم { $number }: { $by }.
    وهذا ما كُتب: «{ $heard }»
    هل هذا صحيح؟
button-heard-no = لا، ليس تمامًا
heard-thanks = جيد. هذا صحيح إذن.

# Somebody else reads it from now on.
reader-changed =
    شخص آخر يقرأ الآن: { $kind } رقم { $number }.
    من يقرأ: { $reader }.
    الموعد لا يتغيّر. تحصل على جواب قبل: { $date }.
