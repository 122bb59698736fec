# A draft: no native speaker has checked this.
# Passed on to another desk, after a yes: broken, complaint, benefits, official.
broken-what = بلاغك
broken-story-ask = ما هو الشيء المعطّل؟ يمكن الكتابة أو التسجيل بالصوت أو إرسال صورة.
broken-story-again = في كلمات قليلة: ما هو الشيء المعطّل، وأين؟
broken-story-name = الشيء المعطّل
broken-how-ask = الأشياء المعطّلة تذهب إلى: { $desk }. هل أنقل البلاغ؟
broken-how-again = أضفت هذا. هل أنقل البلاغ إلى: { $desk }؟ يكفي الضغط على زر.
broken-how-name = ماذا سيحدث
broken-how-pass_on = 📮 نعم، انقل البلاغ
broken-how-myself = ☎️ أتصل بنفسي
broken-how-idea = 💡 لا، هذه فكرة
broken-wijk-ask = في أي حي؟
broken-wijk-again = أضفت هذا. في أي حي؟ يكفي الضغط على زر.
broken-wijk-remembered = هل هو الحي نفسه مرة أخرى: { $answer }؟
broken-wijk-name = الحي
broken-place-ask = أين بالضبط؟ اسم شارع أو مكان معروف يكفي.
broken-place-again = المكان فقط، من فضلك. مثلًا: زاوية Parkstraat، عند المدرسة.
broken-place-name = المكان
broken-name-ask = بأي اسم نناديك؟
broken-name-again = الاسم الأول يكفي. وهناك أيضًا زر «أفضّل ألا أقول».
broken-name-remembered = هل هذا اسمك: { $answer }؟
broken-name-name = اسمي

complaint-what = شكواك
complaint-story-ask = جيد أنك قلت ذلك. ماذا حدث؟ يمكن الكتابة أو التسجيل بالصوت.
complaint-story-again = في كلمات قليلة: ماذا حدث؟
complaint-story-name = شكواي
complaint-about-ask = هل هي عن شخص منا؟ هذا الشخص لا يقرأ شكواك هنا.
complaint-about-again = أضفت هذا. هل هي عن شخص منا؟ يكفي الضغط على اسم، أو على «أفضّل ألا أقول».
complaint-about-name = عن مَن
complaint-about-other = شخص آخر
complaint-who-ask = عن مَن هي الشكوى؟ الاسم الأول يكفي.
complaint-who-again = الاسم فقط، من فضلك. يمكن أيضًا تخطي السؤال.
complaint-who-name = الاسم
complaint-how-ask = الشكوى تذهب إلى: { $desk }. الشكوى الرسمية يعرف بها الطرف الآخر. هل هذا مناسب؟
complaint-how-again = أضفت هذا. هل أنقل الشكوى إلى: { $desk }؟ يكفي الضغط على زر.
complaint-how-name = ماذا سيحدث
complaint-how-pass_on = 📮 نعم، انقل الشكوى
complaint-how-talk = ☎️ الكلام أولًا
complaint-how-no = لا، بدون أي شيء
complaint-phone-ask = على أي رقم نتصل بك؟
complaint-phone-again = رقم الهاتف فقط، من فضلك. مثلًا: 0612345678.
complaint-phone-name = رقم هاتفي
complaint-name-ask = بأي اسم نناديك؟
complaint-name-again = الاسم الأول يكفي. وهناك أيضًا زر «أفضّل ألا أقول».
complaint-name-remembered = هل هذا اسمك: { $answer }؟
complaint-name-name = اسمي

benefits-what = سؤالك عن المال
benefits-story-ask = ما سؤالك عن المعونة المالية؟ من فضلك، بدون رسائل رسمية وبدون رقم المواطن (BSN).
benefits-story-again = ما سؤالك، في كلمات قليلة؟ بدون رقم المواطن (BSN).
benefits-story-name = سؤالي
benefits-how-ask = لا أرى شيئًا عن معونتك. بدون رسائل رسمية أو رقم المواطن (BSN). مساعدة مجانية: { $desk }، { $how }. ما المناسب لك؟
benefits-how-again = أضفت هذا. ما المناسب لك؟ يكفي الضغط على زر.
benefits-how-name = ماذا سيحدث
benefits-how-call_me = ☎️ اتصلوا بي
benefits-how-pass_on = 📮 انقل السؤال
benefits-how-other = 💬 شيء آخر
benefits-phone-ask = على أي رقم نتصل بك؟
benefits-phone-again = رقم الهاتف فقط، من فضلك. مثلًا: 0612345678.
benefits-phone-name = رقم هاتفي
benefits-name-ask = بأي اسم نناديك؟
benefits-name-again = الاسم الأول يكفي. وهناك أيضًا زر «أفضّل ألا أقول».
benefits-name-remembered = هل هذا اسمك: { $answer }؟
benefits-name-name = اسمي

official-what = رسالتك
official-story-ask = ما هي رسالتك؟ يمكن الكتابة أو التسجيل بالصوت أو إرسال صورة.
official-story-again = في كلمات قليلة: ما السؤال، ولمن؟
official-story-name = رسالتي
official-how-ask = ربما هذا طلب رسمي أو اعتراض. هذا غير ممكن هنا. هل نحوّله، مع تاريخ اليوم؟ إلى: { $desk }. عاجل؟ { $how }.
official-how-again = أضفت هذا. هل يتم تحويله إلى: { $desk }؟ يكفي الضغط على زر.
official-how-name = ماذا سيحدث
official-how-pass_on = 📮 نعم، تحويل
official-how-myself = ☎️ أتصل بنفسي
official-how-idea = 💡 لا، هذه فكرة
official-how-story = 💬 لا، هذه قصة
official-how-question = ❓ لا، هذا سؤال
official-name-ask = ما اسمك؟ يحتاج المكتب إلى معرفة المرسل. لكنه ليس واجبًا.
official-name-again = الاسم فقط، من فضلك. وهناك أيضًا زر «أفضّل ألا أقول».
official-name-remembered = هل هذا اسمك: { $answer }؟
official-name-name = اسمي

call-them-yourself =
    حسنًا، الاتصال منك إذن: { $desk }.
    طريقة الوصول إليهم: { $how }.
    لم أرسل شيئًا.
not-passed-on = حسنًا. لا أنقل شيئًا ولا أرسل شيئًا. وإن تغيّر الرأي لاحقًا، فأنا هنا.
receipt-passing =
    شكرًا. وصل ما أرسلته: { $what }. الرقم: { $number }. تاريخ اليوم: { $today }.
    من ينقل ذلك: { $reader }. قبل: { $date }.
    إلى أين: { $desk }.
    سأسأل عن النتيجة في هذا اليوم: { $day }.
answer_road-what = سؤال عن جوابك
answer_road-road-ask = كيف نوصل إليك الجواب؟
answer_road-road-again = هل أرسل الجواب هنا، أم نتصل بك؟
answer_road-road-name = طريقة الجواب
answer_road-road-here = 💬 هنا
answer_road-road-call = ☎️ اتصلوا بي
answer_road-phone-ask = على أي رقم نتصل بك؟
answer_road-phone-again = رقم الهاتف فقط، من فضلك. مثلًا: 0612345678.
answer_road-phone-name = رقم هاتفي

check-back-broken =
    وعدت أن أسأل عن بلاغك رقم { $number }، بتاريخ: { $date }.
    ما أرسلته: { $words }
    هل تم الإصلاح؟
check-back-complaint =
    وعدت أن أسأل عن شكواك رقم { $number }، بتاريخ: { $date }.
    ما أرسلته: { $words }
    هل وصلك جواب عنها؟
check-back-question =
    وعدت أن أسأل عن رسالتك رقم { $number }، بتاريخ: { $date }.
    ما أرسلته: { $words }
    هل وصلتك المساعدة؟
applied-done_yes = جميل! انتهينا إذن من الرقم { $number }.
applied-done_no = هذا غير جيد. هناك من ينظر من جديد في الرقم { $number }: { $reader }. سيصلك الخبر قبل: { $date }.

passed-on-why = هذا من عمل: { $desk }.
passed-on-why-number = هذا من عمل: { $desk }. الرقم عندهم: { $reference }.
passed-on-next = سأسألك عن النتيجة، يوم: { $date }.

# How each kind is answered: what the author reads. What staff are asked is said in Dutch.
answer-learn-yes = شكرًا. تعلّمنا من كلامك، وسنفعل شيئًا بشأنه.
answer-learn-not_now = شكرًا. تعلّمنا من كلامك. نحفظ قصتك لوقت آخر.
answer-learn-no = شكرًا على قصتك. لن نفعل شيئًا بشأنها.
answer-learn-why = ماذا تعلّمنا؟ { $reason }
answer-learn-next = ماذا سنفعل؟ { $next }
answer-reply-yes = هذا هو الجواب عن سؤالك.
answer-reply-not_now = لا نعرف بعد. سنبحث عن الجواب.
answer-reply-no = لا نعرف الجواب.
answer-reply-why = { $reason }
answer-reply-next = ماذا بعد؟ { $next }
answer-report-yes = نظن أن الأمر قد حُلّ.
answer-report-not_now = لم ينته الأمر بعد.
answer-report-no = لم ينجح ذلك.
answer-report-why = ماذا حدث؟ { $reason }
answer-report-next = ماذا بعد؟ { $next }
answer-pass_on-passed_on = تم نقل رسالتك. إلى: { $desk }.
answer-pass_on-why = لماذا؟ بعد موافقتك، وهذا مكانه هناك.
answer-pass_on-next = ماذا بعد؟ سينظرون في الأمر هناك. سأسأل هنا كيف سار: { $date }.
outcome-learn-yes = سنفعل شيئًا بشأنه
outcome-learn-not_now = نحفظه لوقت آخر
outcome-learn-no = لن نفعل شيئًا بشأنه
outcome-reply-yes = نعرف الجواب
outcome-reply-not_now = نبحث عن الجواب
outcome-reply-no = لا نعرف الجواب
outcome-report-yes = تم حل الأمر
outcome-report-not_now = لم ينته الأمر بعد
outcome-report-no = لم ينجح ذلك

button-nobody-here = لا أحد هنا
answer-learn-decided = من كتب هذا؟ { $decided }.
answer-reply-decided = من كتب هذا؟ { $decided }.
answer-report-decided = من كتب هذا؟ { $decided }.
answer-pass_on-decided = من حوّله؟ { $decided }.
answer-reference = رقمهم: { $reference }
status-passed-on = تم تحويله إلى: { $desk }. سأسأل هنا كيف سار الأمر: { $date }.
status-passed-on-asked = تم تحويله إلى: { $desk }.
