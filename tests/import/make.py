"""Writes the newspaper pages, messages and two Word files of the labelled set, and labelled.json with what each input must
give. What a paper or an office does to a text is done here to invented stories, so the labels come before the layout."""
import json, os, re, zipfile
here = os.path.dirname(os.path.abspath(__file__))
labelled = []


def story(title, authors, community, date, paragraphs):
    sentences = [part for text in paragraphs for part in re.split(r'(?<=[。！？])(?![”’）])', text) if part]
    return {'title': title, 'author': authors, 'community': community, 'date': date, 'sentences': sentences}


def label(file, stories, options=()):
    labelled.append({'file': file, 'options': list(options), 'stories': stories})


def write(file, text, encoding='utf-8'):
    with open(f'{here}/{file}', 'wb') as out:
        out.write(text.encode(encoding))


# Title, author, community, paragraphs.
STORIES = [
    ('莫阳社区：楼道里的书架', '徐叶婷', '莫阳社区', [
        '近日，莫阳社区把闲置的鞋柜改成了书架，放在十二个楼道口。居民下楼倒垃圾的时候，顺手就能带走一本书。',
        '“书不用登记，看完放回来就行。”社区志愿者说，一个月下来，书不但没有少，还多出了四十多本，都是居民自己放进去的。',
        '眼下，莫阳社区正在给每个书架配一盏感应灯，晚上回家的人也能看清书名。']),
    ('建元社区给老小区画上回家的线', '王丹', '建元社区', [
        '一条绿线从地铁口画到楼下，建元社区的老人再也不怕走错路。8月上旬，社区请来设计师，把十六条弄堂分成四种颜色。',
        '“以前孙子来看我，打三个电话才找得到。现在我只说一句，跟着绿线走。”住在四号楼的老人说。',
        '社区工作者介绍，线画好以后，外卖员送错的次数少了一半。下一步，还会在转弯的地方加上楼号。']),
    ('姚祥社区的“夜灯课堂”开课了', '徐晓安', '姚祥社区', [
        '晚上七点半，姚祥社区的活动室亮起灯，二十多位下班的居民坐到桌前学做账。',
        '这是社区新办的“夜灯课堂”。课程由居民点单，教什么，先问大家想学什么。第一期选出来的是记账、修水管和拍短视频。',
        '“白天要上班，晚上学一点，心里踏实。”在超市上班的学员说。据悉，课堂每周二、周四开课，年底之前都不收费。']),
    ('凌浜社区把会开到河边', '邓仕超', '凌浜社区', [
        '河水清不清，河边的人最清楚。8月12日傍晚，凌浜社区把议事会开到了河边的石凳上。',
        '会上，居民提了九条意见，其中六条和垃圾有关。社区当场定下三件事：添两只桶、装一盏灯、每周清一次岸。',
        '散会以后，几位老人没有走，他们说想当义务的护河员。社区第二天就给他们送来了马甲和长夹。']),
    ('富强社区来了修伞匠', '徐叶婷 王丹', '富强社区', [
        '一把断了骨的伞，放在家里没有用，扔了又可惜。富强社区想了一个办法，请修伞匠每个月来一次。',
        '8月10日，修伞匠在广场上支起摊子，一个上午修好了三十七把伞。有人带来的伞，比孩子的年纪还大。',
        '“修一把伞五分钟，聊天倒聊了一个钟头。”修伞匠笑着说。社区打算把磨刀、补锅也请进来。']),
    ('和美社区用一张表管住停车', '徐晓安', '和美社区', [
        '车位只有八十个，车却有一百二十辆。和美社区没有划线加价，而是先做了一张表。',
        '表上写着每辆车什么时候出门、什么时候回来。社区照着表把车位排开，白天空着的给夜班的人用，夜里空着的给白班的人用。',
        '两个星期试下来，停在消防通道上的车从十一辆变成零。居民说，一张表比十块牌子管用。']),
    ('蠡塘社区的菜篮子送上门', '相经开', '蠡塘社区', [
        '高温天里，蠡塘社区给独居老人送菜上门。志愿者早上六点到菜场，八点以前把菜送到。',
        '社区一共有四十二位独居老人报了名。谁爱吃软的，谁不能吃甜的，志愿者都记在一个本子上。',
        '“菜到了，人也到了，家里就热闹一会儿。”八十六岁的老人说。']),
    ('莫阳社区办起旧物交换日', '王丹', '莫阳社区', [
        '孩子大了，童车小了。每个月最后一个星期天，莫阳社区的居民把用不着的东西搬到广场上换。',
        '换东西不用钱，只用一张小票。拿来一件，得一张票；看中一件，交一张票。剩下的票可以留到下个月。',
        '7月的交换日上，换走的东西有三百多件。没有换掉的，由社区送给需要的人家。']),
    ('姚祥社区：小店里的求助铃', '徐晓安', '姚祥社区', [
        '姚祥社区的六家小店装上了求助铃。老人在外面走累了、迷了路，按一下铃，店里的人就会出来。',
        '小店的老板大多在这里住了十几年，认得附近的老人。社区给他们办了半天的培训，教他们怎么联系家属、怎么做简单的急救。',
        '装铃一个月，铃一共响了二十三次。有三次是迷路，其余的只是想坐一会儿。']),
    ('建元社区请孩子当楼长', '徐叶婷', '建元社区', [
        '暑假里，建元社区有了十二位小楼长，最小的八岁。他们的活儿是看楼道的灯亮不亮、门口的单车齐不齐。',
        '小楼长每天傍晚走一圈，把看到的写在一张卡片上。卡片交到社区，第二天就有人去办。',
        '一个假期下来，他们交了一百零六张卡片，办好了九十八件事。剩下的八件，社区说要等到秋天。']),
    ('凌浜社区的午饭一块钱起', '王丹', '凌浜社区', [
        '中午十一点，凌浜社区的食堂坐满了人。一荤两素一汤，八十岁以上的老人只要一块钱。',
        '饭菜不是免费，是因为社区想让大家吃得安心。老人说，交了钱，想添饭就开得了口。',
        '食堂的账每月贴在墙上。8月上半月，一共卖出两千三百份饭，亏的部分由街道和爱心企业一起补上。']),
    ('富强社区的晒被日', '邓仕超', '富强社区', [
        '太阳好的日子，富强社区会敲一声锣，告诉大家可以把被子抱出来。',
        '广场上拉起六十米长的绳子，谁家的被子挂在哪里都有记号。志愿者中午翻一次，傍晚收进屋里，等主人下班来取。',
        '“下班回来被子是香的，一天都不累了。”年轻的租客说。']),
]


def of(*numbers, date='2024-08-16', authors=None):
    return [story(STORIES[n][0], ':' + '+'.join(STORIES[n][1].split()) if authors is None else authors, STORIES[n][2], date, STORIES[n][3]) for n in numbers]


def wrap(text, width):
    return '\n'.join(text[at:at + width] for at in range(0, len(text), width))


def half(text):
    for a, b in zip('，：；？！（）', ',:;?!()'):
        text = text.replace(a, b)
    return text


DATE = ['--date', '2024-08-16']

# 1. Headings with #, a blank line between paragraphs, half-width marks.
write('papers/hashes.txt', '\n\n'.join(f'# {half(t)}\n\n' + '\n\n'.join(map(half, p)) + f'\n\n{a}' for t, a, _, p in [STORIES[0], STORIES[1]]))
label('papers/hashes.txt', of(0, 1), DATE)
# 2. Columns of 18 characters, indented by two full-width blanks, GB18030; the page's own line at the head.
write('papers/columns.txt', '相城社区报 2024年8月16日 星期五 第2版\n\n' + '\n\n'.join(f'{t}\n\n' + '\n'.join(wrap('　　' + text, 18) for text in p) + f'\n（{a}）' for t, a, _, p in [STORIES[2], STORIES[3]]) + '\n\n责任编辑：王丹　电话：0512-00000000\n', 'gb18030')
label('papers/columns.txt', of(2, 3))
# 3. A caption within a sentence, names after the last full stop, UTF-16.
p = STORIES[4][3]
cut = p[1].index('支起') + 2
write('papers/caption.txt', f'{STORIES[4][0]}\n\n{p[0]}\n\n{p[1][:cut]}\n\n修伞匠在修伞 社区供图\n\n{p[1][cut:]}\n\n{p[2]} 徐叶婷 王丹\n', 'utf-16')
label('papers/caption.txt', of(4), DATE)
# 4. A headline over two lines, the name at the head behind a square.
t, a, c, p = STORIES[5]
write('papers/headline.txt', '和美社区\n用一张表管住停车\n□ 徐晓安\n\n' + '\n'.join('　　' + text for text in p) + '\n')
label('papers/headline.txt', [{**of(5)[0], 'title': '和美社区 用一张表管住停车'}], DATE)
# 5. 本报讯（记者 …）, windows line ends, a date at the end.
t, a, c, p = STORIES[6]
write('papers/dispatch.txt', f'{t}\r\n\r\n　　本报讯（记者 相经开）{p[0]}\r\n　　{p[1]}\r\n　　{p[2]}\r\n\r\n2024年8月9日\r\n')
label('papers/dispatch.txt', [{**of(6, date='2024-08-09', authors='文:相经开')[0]}])
# 6. 下转 and 上接.
t, a, c, p = STORIES[7]
write('papers/continued.txt', f'# {t}\n\n{p[0]}\n\n{p[1][:30]}（下转第3版）\n\n# {STORIES[8][0]}\n\n' + '\n\n'.join(STORIES[8][3]) + f'\n\n{STORIES[8][1]}\n\n（上接第1版）{p[1][30:]}\n\n{p[2]}\n\n{a}\n')
label('papers/continued.txt', of(7, 8), DATE)
# 7. Roles at the tail, a page number between.
t, a, c, p = STORIES[9]
write('papers/roles.txt', f'{t}\n\n{p[0]}\n\nA03\n\n{p[1]}\n\n{p[2]}\n\n文/徐叶婷 图/王丹\n')
label('papers/roles.txt', of(9, authors='文:徐叶婷 图:王丹'), DATE)
# 8. Numbered headings within a story, with a by-line of two roles.
t, a, c, p = STORIES[10]
write('papers/numbered.txt', f'{t}\n\n{p[0]}\n\n一、为什么要钱\n\n{p[1]}\n\n二、账在哪里看\n\n{p[2]}\n\n通讯员 王丹\n')
label('papers/numbered.txt', of(10, authors='通讯员:王丹'), DATE)
# 9. A line as a printed page scans: straight quotes, no blank lines, indents of four blanks, width 24.
t, a, c, p = STORIES[11]
straight = lambda text: half(text).replace('“', '"').replace('”', '"')
write('papers/scanned.txt', f'{t}\n' + '\n'.join(wrap('    ' + straight(text), 24) for text in p) + '\n        邓仕超\n')
label('papers/scanned.txt', of(11), DATE)
# 10. Three short stories of one page, each name in brackets of its own.
write('papers/three.txt', '2024年8月16日 星期五 第4版\n\n' + '\n\n'.join(f'## {t}\n' + '\n'.join(p) + f'\n【{a}】' for t, a, _, p in [STORIES[0], STORIES[6], STORIES[11]]) + '\n\n本版编辑：王丹 校对：徐晓安\n')
label('papers/three.txt', of(0, 6, 11))
# 11. An office beside the name.
t, a, c, p = STORIES[8]
write('papers/office.txt', f'{t}\n\n' + '\n\n'.join(p) + '\n\n（姚祥社区 徐晓安）\n')
label('papers/office.txt', of(8), DATE)
# 12. Columns, blank lines between them, a caption with its sign, and the date in the head.
t, a, c, p = STORIES[1]
lines = [wrap(text, 16) for text in p]
write('papers/blanks.txt', f'3版 社区新闻 2024年8月16日\n\n{t}\n\n{lines[0]}\n\n▲居民跟着绿线回家 王丹摄\n\n{lines[1]}\n\n{lines[2]}\n\n王 丹\n')
label('papers/blanks.txt', of(1))

# Messages.
write('messages/notice.txt', '关于停水的通知\n各位居民：\n因管道检修，8月17日8:00至11:00，三号楼到五号楼停水。请提前备水，给您带来不便，请谅解。\n富强社区居委会\n2024年8月15日\n')
label('messages/notice.txt', [story('关于停水的通知', ':富强社区居委会', '富强社区', '2024-08-15', ['因管道检修，8月17日8:00至11:00，三号楼到五号楼停水。', '请提前备水，给您带来不便，请谅解。'])])
write('messages/bracket.txt', '【活动预告】莫阳社区本周六包粽子\n时间：8月17日下午2:00\n地点：活动室\n名额：20人\n粽叶和糯米由社区准备，大家带一双手来就行。报名请到服务台。\n莫阳社区\n8月14日\n')
label('messages/bracket.txt', [story('【活动预告】莫阳社区本周六包粽子', ':莫阳社区', '莫阳社区', '', ['粽叶和糯米由社区准备，大家带一双手来就行。', '报名请到服务台。'])], DATE)
write('messages/sections.txt', '建元社区八月小结\n一、办了什么\n办了两场义诊，来了一百三十人。\n二、还差什么\n还差一间换衣服的屋子，正在找地方。\n建元社区\n2024年8月30日\n')
label('messages/sections.txt', [story('建元社区八月小结', ':建元社区', '建元社区', '2024-08-30', ['办了两场义诊，来了一百三十人。', '还差一间换衣服的屋子，正在找地方。'])])
write('messages/chat.txt', '姚祥社区垃圾桶换新了\n\n今天上午，姚祥社区的垃圾桶全部换成了脚踩的。试下来，老人说好用，孩子说好玩。\n\n旧桶洗干净以后，送给了社区菜园装肥料。\n\n王丹 2024年8月13日\n')
label('messages/chat.txt', [story('姚祥社区垃圾桶换新了', ':王丹', '姚祥社区', '2024-08-13', ['今天上午，姚祥社区的垃圾桶全部换成了脚踩的。', '试下来，老人说好用，孩子说好玩。', '旧桶洗干净以后，送给了社区菜园装肥料。'])])

# Word files.
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def paragraph(text, form='', look=''):
    return f'<w:p><w:pPr>{form}</w:pPr><w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def docx(file, body):
    with zipfile.ZipFile(f'{here}/{file}', 'w', zipfile.ZIP_DEFLATED) as out:
        for name, text in [('[Content_Types].xml', '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>'), ('word/document.xml', f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document {W}><w:body>{body}</w:body></w:document>')]:
            out.writestr(zipfile.ZipInfo(name, (2024, 8, 16, 0, 0, 0)), text)


centre, right, body, head = '<w:jc w:val="center"/>', '<w:jc w:val="right"/>', '<w:rFonts w:eastAsia="仿宋_GB2312"/><w:sz w:val="32"/>', '<w:rFonts w:eastAsia="黑体"/><w:sz w:val="32"/>'
big = '<w:rFonts w:eastAsia="方正小标宋简体"/><w:sz w:val="44"/>'
indent = '<w:ind w:firstLine="640" w:firstLineChars="200"/>'
t, a, c, p = STORIES[9]
docx('word/wps-official.docx', paragraph('关于建元社区', centre, big) + paragraph('请孩子当楼长的情况', centre, big) + paragraph(p[0], indent, body) + paragraph('一、每天做什么', indent, head) + paragraph(p[1], indent, body) + paragraph('二、办成了什么', indent, head) + paragraph(p[2], indent, body) + paragraph('建元社区居委会', right, body) + paragraph('2024年8月20日', right, body))
label('word/wps-official.docx', [{**story('关于建元社区 请孩子当楼长的情况', ':建元社区居委会', '建元社区', '2024-08-20', p)}])
style = '<w:pStyle w:val="a3"/>'
bodies = ''.join(paragraph(STORIES[n][0], '<w:outlineLvl w:val="0"/>' if False else centre, '<w:b/><w:sz w:val="36"/>') + ''.join(paragraph(text, indent, '<w:sz w:val="28"/>') for text in STORIES[n][3]) + paragraph(STORIES[n][1], right, '<w:sz w:val="28"/>') for n in [10])
docx('word/wps-bold.docx', bodies)
label('word/wps-bold.docx', of(10), DATE)

# What others made: the labels by hand.
W16 = ['--date', '2024-08-16']
for name, title, author, community, date, sentences in [
    ('title-style', '莫阳社区办起分类课', ':徐叶婷+徐晓安', '莫阳社区', '', ['近日，莫阳社区团员志愿者走进楼道讲分类。', '厨余归厨余。', '问志愿者。']),
    ('libreoffice-title-style', '莫阳社区办起分类课', ':徐叶婷+徐晓安', '莫阳社区', '', ['近日，莫阳社区团员志愿者走进楼道讲分类。', '纸板归纸板。']),
    ('centred', '姚祥社区请中医来坐诊', ':王丹', '姚祥社区', '2024-08-11', ['近日，姚祥社区依托“祥爱邻距离”项目请来中医，给居民把脉。']),
    ('libreoffice-centred', '姚祥社区请中医来坐诊', ':王丹', '姚祥社区', '2024-08-11', ['居民陈阿姨说：“舒服多了。”']),
    ('table-picture', '建元社区成长地图上新', '文:徐叶婷 图:王丹', '建元社区', '', ['建元社区的成长地图新添了三个点位。']),
    ('libreoffice-table-picture', '建元社区成长地图上新', '文:徐叶婷 图:王丹', '建元社区', '', ['建元社区的成长地图新添了三个点位。']),
    ('sections', '蠡塘社区上了一堂规矩课', ':相经开+徐晓安', '蠡塘社区', '', ['8月15日，蠡塘社区的干部坐到一起学规矩。', '每个人都签了名。']),
    ('wps-tracked', '凌浜社区送清凉到站点', ':凌浜社区', '凌浜社区', '2024-08-12', ['近日，凌浜社区的志愿者把新凉茶送到站点。']),
    ('wps-textbox', '富强社区暑托班开班', '通讯员:王丹', '富强社区', '', ['热线在服务台。', '每天八点到五点。']),
    ('wps-numbered', '和美社区工作简报', '文:徐叶婷 图:王丹', '和美社区', '', ['和美社区八月做了两件事。', '收了三十个孩子。']),
]:
    label(f'word/{name}.docx', [{'title': title, 'author': author, 'community': community, 'date': date, 'sentences': sentences}], W16)
for name, title, author, community, date, sentences in [
    ('wechat-plain.html', '莫阳社区：旧衣服改成新布袋', '文:徐叶婷 图:王丹', '莫阳社区', '2024-08-16', ['“一件旧衬衫，二十分钟就能改成一个布袋。”志愿者一边剪，一边教。', '长按识别二维码报名。', '下一期在9月初开班，名额二十个。']),
    ('wechat-135.html', '姚祥社区把理发师请到楼下', '编辑:王丹 审核:徐晓安', '姚祥社区', '2024-08-09', ['老人们拿着号，一个一个坐下来。', '社区说，下个月还来。']),
    ('wechat-xiumi.html', '跟着“成长地图”走一遍建元社区', '文:徐叶婷 图:王丹', '建元社区', '2024-08-16', ['盖满十个，可以换一本书。', '社区还打算把地图印成小册子，9月开学时发给新生。']),
    ('wechat-cards.html', '蠡塘社区暑托班的四十天', ':蠡塘社区 编辑:王丹 审核:徐晓安', '蠡塘社区', '2024-08-16', ['剪纸、书法、急救，一天一样。', '家长们在告别会上说：“明年还报名。”']),
    ('wechat-singlefile.html', '凌浜社区送出第一锅绿豆汤', ':王丹', '凌浜社区', '2024-08-16', ['社区说，天热一天，汤就送一天。']),
    ('wechat-edge.mhtml', '和美社区：树荫下有张议事桌', ':徐晓安', '和美社区', '2024-08-16', ['能当场办的当场办，办不了的记下来，一周内回话。']),
    ('wechat-chrome.mhtml', '停用电梯的通知', ':富强社区居委会', '富强社区', '2024-08-16', ['因小区电梯检修，8月17日8:00—11:00停用2号、3号电梯，请走楼梯或绕行。']),
    ('gov-meta.html', '莫阳社区开展防汛演练', ':徐晓安', '莫阳社区', '2024-08-12', ['队员们扛沙袋、架水泵，十分钟就把入口封好。', '演练之后，社区检查了十二处下水口，清出三车落叶。']),
    ('gov-table.html', '建元社区办起晒书会', ':徐叶婷', '建元社区', '2024-08-11', ['广场上摆开二十张桌子，旧书换旧书，换不到的捐给图书角。']),
    ('gov-page.mhtml', '关于凌浜社区道路封闭施工的通告', ':凌浜社区居委会', '凌浜社区', '2024-08-13', ['施工期间，请行人走南门，车辆绕行。']),
    ('news-article.html', '夜里十一点，姚祥社区还亮着一盏灯', '文:徐晓安', '姚祥社区', '2024-08-14', ['值班的小伙子在登记白天没办完的事。', '社区把这盏灯叫作“晚归灯”，从六月亮到现在，一天没停。']),
    ('blog-entry.html', '莫阳社区的菜园开园了', ':王丹', '莫阳社区', '2024-08-10', ['黄瓜要搭架。', '第一茬菜摘下来，先送给了楼里的独居老人。']),
]:
    label(f'pages/{name}', [{'title': title, 'author': author, 'community': community, 'date': date, 'sentences': sentences}])
with open(f'{here}/labelled.json', 'w', encoding='utf-8') as out:
    json.dump(labelled, out, ensure_ascii=False, indent=1)
    out.write('\n')
print(len(labelled), 'inputs')
