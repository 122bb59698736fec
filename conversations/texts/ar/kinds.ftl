# A draft: no native speaker has checked this.
# A plan of one's own, and something to tell.
initiative-what = خطتك
initiative-story-ask = ما هي خطتك؟ جملة واحدة تكفي. التسجيل بالصوت ممكن أيضًا.
initiative-story-again = في كلمات قليلة: ما الذي يهمك فعله في الحي؟
initiative-story-name = خطتي
initiative-needs-ask = ما الذي تحتاجه الخطة؟ يمكن اختيار أكثر من شيء.
initiative-needs-again = أضفت هذا إلى خطتك. ما الذي تحتاجه الخطة؟ يكفي الضغط على زر.
initiative-needs-name = ما أحتاج إليه
initiative-needs-money = 💶 مال
initiative-needs-place = 🏠 مكان
initiative-needs-things = 📦 أدوات
initiative-needs-hands = 🙌 أيدٍ تساعد
initiative-needs-advice = 💡 نصيحة
initiative-needs-permission = 📝 إذن
initiative-amount-ask = كم من المال تقريبًا؟ رقم واحد يكفي.
initiative-amount-again = رقم فقط، من فضلك. مثلًا: 250. يمكن أيضًا تخطي السؤال.
initiative-amount-name = المبلغ
initiative-for_whom-ask = لمن هذه الخطة؟ مثلًا: كبار السن أو الأطفال أو كل الشارع.
initiative-for_whom-again = في كلمات قليلة: لمن هذه الخطة؟
initiative-for_whom-name = لمن
initiative-with_whom-ask = مع مَن؟ لا حاجة إلى أسماء. العمل الفردي ممكن أيضًا.
initiative-with_whom-again = في كلمات قليلة: من يشارك؟
initiative-with_whom-name = مع مَن
initiative-wijk-ask = في أي حي؟
initiative-wijk-again = أضفت هذا إلى خطتك. بقي سؤال: في أي حي؟ يكفي الضغط على زر.
initiative-wijk-remembered = هل هو الحي نفسه مرة أخرى: { $answer }؟
initiative-wijk-name = الحي
initiative-name-ask = بأي اسم نناديك؟
initiative-name-again = الاسم الأول يكفي. وهناك أيضًا زر «أفضّل ألا أقول».
initiative-name-remembered = هل هذا اسمك: { $answer }؟
initiative-name-name = اسمي

story-what = قصتك
story-story-ask = ماذا حدث معك، أو ما رأيك؟ التسجيل بالصوت ممكن أيضًا.
story-story-again = يمكن كتابة القصة هنا. كلمات قليلة تكفي.
story-story-name = قصتي
story-wijk-ask = في أي حي؟
story-wijk-again = أضفت هذا إلى قصتك. بقي سؤال: في أي حي؟ يكفي الضغط على زر.
story-wijk-remembered = هل هو الحي نفسه مرة أخرى: { $answer }؟
story-wijk-name = الحي
story-name-ask = بأي اسم نناديك؟
story-name-again = الاسم الأول يكفي. وهناك أيضًا زر «أفضّل ألا أقول».
story-name-remembered = هل هذا اسمك: { $answer }؟
story-name-name = اسمي

named-answer = { $name }: { $answer }
