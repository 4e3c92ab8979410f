"""Writes the saved pages of this folder: the markup is that of editors and browsers, the content is invented."""
import base64, os, quopri, struct, zlib
here = os.path.dirname(os.path.abspath(__file__))


def png(width, height, seed):
    def chunk(kind, data):
        return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data) & 0xffffffff)
    row = b'\0' + bytes((seed * 37 + n) % 251 for n in range((width + 7) // 8))
    return b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', width, height, 1, 0, 0, 0, 0)) + chunk(b'IDAT', zlib.compress(row * height)) + chunk(b'IEND', b'')


PHOTO, PHOTO2, CODE, RULE = png(640, 400, 1), png(640, 420, 2), png(258, 258, 3), png(640, 20, 4)


def write(name, text, files=None, encoding='utf-8'):
    with open(f'{here}/{name}', 'wb') as out:
        out.write(text if isinstance(text, bytes) else text.encode(encoding))
    folder = f'{here}/{os.path.splitext(name)[0]}_files'
    for file, data in (files or {}).items():
        os.makedirs(folder, exist_ok=True)
        open(f'{folder}/{file}', 'wb').write(data)


def wechat(title, account, day, body, author='', script=True, saved='https://mp.weixin.qq.com/s/banbao-example', image='', meta=True):
    """A page of an account as browsers save it."""
    seconds = {'2024年8月16日 10:00': '1723773600', '2024年8月9日 18:30': '1723199400', '2024-08-15': '1723687200'}.get(day, '1723773600')
    told = f'<em id="publish_time" class="rich_media_meta rich_media_meta_text">{day}</em>' if script is not None else '<em id="publish_time" class="rich_media_meta rich_media_meta_text"></em>'
    by = f'<span class="rich_media_meta rich_media_meta_text" id="js_author_name">{author}</span>' if author else ''
    return f'''<!DOCTYPE html>
<!-- saved from url=(0046){saved} -->
<html class=""><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8">
<meta name="viewport" content="width=device-width,initial-scale=1.0">
<title>{title}</title>
<meta property="og:title" content="{title}">
<meta property="og:url" content="{saved}">
<meta property="og:site_name" content="微信公众平台">
<meta property="og:type" content="article">
<style>.rich_media_content{{overflow:hidden}}</style>
<script type="text/javascript">window.logs={{pagetime:{{}}}};if(window.a<b&&c>d){{}}</script>
</head><body id="activity-detail" class="zh_CN wx_wap_page mm_appmsg">
<div id="js_article" class="rich_media"><div id="js_top_ad_area" class="top_banner"></div>
<div class="rich_media_inner"><div id="page-content" class="rich_media_area_primary"><div class="rich_media_area_primary_inner">
<div id="img-content" class="rich_media_wrp">
<h1 class="rich_media_title " id="activity-name">
                
{title}
                </h1>
<div id="meta_content" class="rich_media_meta_list">
<span id="copyright_logo" class="wx_tap_link js_wx_tap_highlight rich_media_meta icon_appmsg_tag appmsg_title_tag weui-wa-hotarea">原创</span>
{by}
<span class="rich_media_meta rich_media_meta_nickname" id="profileBt"><a href="javascript:void(0);" class="wx_tap_link js_wx_tap_highlight weui-wa-hotarea" id="js_name">
                        {account}                    </a>
<div id="js_profile_qrcode" aria-hidden="true" class="profile_container" style="display:none;"><div class="profile_inner"><strong class="profile_nickname">{account}</strong><img class="profile_avatar" id="js_profile_qrcode_img" src="" alt=""><p class="profile_meta"><label class="profile_meta_label">微信号</label><span class="profile_meta_value">shequ-example</span></p><p class="profile_meta"><label class="profile_meta_label">功能介绍</label><span class="profile_meta_value">社区的事在这里说。</span></p></div></div></span>
{told}
<em id="js_ip_wording_wrp" class="rich_media_meta rich_media_meta_text" role="option"><span id="js_ip_wording">江苏</span></em>
</div>
<div id="js_tags" class="article-tag__list"></div>
{image}
<div class="rich_media_content js_underline_content autoTypeSetting24psection" id="js_content" style="visibility: hidden; opacity: 0; ">{body}</div>
<script type="text/javascript" nonce="1">var first_sceen__time = (+new Date());if ("" == 1 && document.getElementById('js_content')) {{}}</script>
<div id="js_tags_preview_toast" class="article-tag__error-tips" style="display: none;">预览时标签不可点</div>
<div id="content_bottom_area"><div class="rich_media_tool_area"><span>收录于合集</span><a href="https://mp.weixin.qq.com/x">#社区动态 <span>12个</span></a></div></div>
</div></div></div></div>
<div id="js_pc_qr_code" class="qr_code_pc_outer" style="display: block;"><div class="qr_code_pc"><img id="js_pc_qr_code_img" class="qr_code_pc_img"><p>微信扫一扫<br>关注该公众号</p></div></div>
<div class="wx_network_msg_wrp" id="js_network_msg_wrp"></div>
<div class="weui-dialog"><div class="weui-dialog__bd">继续滑动看下一个</div><a href="javascript:;">知道了</a></div>
</div>
<script>
var biz = "MzA=" || ""; var user_name = "gh_0"; var nickname = htmlDecode("{account}"); var ct = "{seconds}"; var msg_title = '{title}'.html(false);
</script>
</body></html>
'''


def image(src, width=640, ratio='0.625', cls='rich_pages wxw-img'):
    return f'<img class="{cls}" data-imgfileid="100000001" data-ratio="{ratio}" data-s="300,640" data-src="https://mmbiz.qpic.cn/mmbiz_png/{src.replace("/", "")}/640?wx_fmt=png&amp;from=appmsg" data-type="png" data-w="{width}" style="width: 677px !important; height: auto !important;" src="{src}" crossorigin="anonymous" alt="图片" data-fail="0">'


P = 'style="margin: 0px 0px 24px; padding: 0px; outline: 0px; max-width: 100%; box-sizing: border-box; overflow-wrap: break-word !important; clear: both; min-height: 1em; line-height: 2em;"'
S = 'style="font-size: 17px; color: rgb(51, 51, 51); letter-spacing: 1px;"'


def para(text, style=P, span=S):
    return f'<p {style}><span {span}><span leaf="">{text}</span></span></p>'


EMPTY = f'<p {P}><span leaf=""><br></span></p>'

# 1. The editor of WeChat itself, saved by Chrome as a complete page.
body = para('点击上方蓝字关注我们', 'style="text-align: center;"', 'style="font-size: 14px; color: rgb(136, 136, 136);"') + EMPTY
body += para('　　8月14日上午，莫阳社区的活动室里坐满了人。社区请来志愿者，给居民讲怎么把家里的旧衣服改成布袋。')
body += f'<p {P}><span {S}>“一件旧衬衫，<strong>二十分钟</strong>就能改成一个布袋。”志愿者一边剪，一边教。</span></p>'
body += f'<p style="text-align: center;">{image("./wechat-plain_files/640")}</p>'
body += para('▲居民在改布袋', 'style="text-align: center;"', 'style="font-size: 12px; color: rgb(136, 136, 136);"')
body += f'<p {P}><strong><span {S}>怎么报名</span></strong></p>'
body += f'<ul class="list-paddingleft-1" style="list-style-type: disc;"><li><p {P}><span {S}>到服务台登记。</span></p></li><li><p {P}><span {S}>长按识别二维码报名。</span></p></li></ul>'
body += f'<ol class="list-paddingleft-1"><li>{para("带一件旧衣服。")}</li><li>{para("带一把剪刀。")}</li></ol>'
body += f'<blockquote>{para("旧物有了新用处，邻里也熟了。")}</blockquote>'
body += para('下一期在9月初开班，名额二十个。')
body += para('文字：徐叶婷　图片：王丹', 'style="text-align: right;"') + EMPTY
body += para('END', 'style="text-align: center;"')
body += para('长按二维码关注我们', 'style="text-align: center;"') + f'<p style="text-align: center;">{image("./wechat-plain_files/640(1)", 258, "1")}</p>'
body += '<mp-common-profile class="js_uneditable custom_select_card mp_profile_iframe" data-pluginname="mpprofile" data-nickname="莫阳社区" data-signature="社区的事在这里说。"></mp-common-profile><p style="display: none;"><mp-style-type data-value="3"></mp-style-type></p>'
write('wechat-plain.html', wechat('莫阳社区：旧衣服改成新布袋', '莫阳社区', '2024年8月16日 10:00', body), {'640': PHOTO, '640(1)': CODE})

# 2. 135编辑器: sections within sections, frames around titles.
def frame(title):
    return f'''<section data-role="outer" label="Powered by 135editor.com"><section class="_135editor" data-tools="135编辑器" data-id="94286"><section style="margin: 10px auto; text-align: center;"><section style="display: inline-block; padding: 4px 16px; border-bottom: 2px solid #c33;"><section class="135brush" data-brushtype="text" style="font-size: 18px; color: #c33; letter-spacing: 1.5px;"><strong style="max-width: 100%;">{title}</strong></section></section></section></section>'''


def set135(text):
    return f'<section class="_135editor" data-tools="135编辑器" data-id="86292"><section style="padding: 10px; box-sizing: border-box;"><section data-autoskip="1" class="135brush" style="text-align: justify; line-height: 1.75em; letter-spacing: 1.5px; font-size: 14px; color: #333; background: transparent;"><p style="text-indent: 2em;">{text}</p></section></section></section>'


body = '<section data-role="outer" label="Powered by 135editor.com" data-mpa-powered-by="yiban.io">'
body += '<section class="_135editor" data-tools="135编辑器"><section style="text-align:center;font-size:12px;">点击蓝字 <br>关注我们</section></section>'
body += set135('姚祥社区的“祥爱邻距离”项目又有了新活动。这一回，社区把理发师请到了楼下。')
body += frame('一把椅子，一面镜子')
body += set135('8月8日一早，三位理发师在花坛边支起椅子。老人们拿着号，一个一个坐下来。&nbsp;')
body += f'<section style="text-align:center"><img class="rich_pages" data-ratio="0.65" data-w="640" data-src="https://mmbiz.qpic.cn/mmbiz_png/a/640?wx_fmt=png" src="./wechat-135_files/1.png"></section>'
body += '<section style="text-align: center; font-size: 12px; color: #888;">理发师在给老人剪发</section>'
body += frame('排队的人说什么')
body += set135('“不用跑远路，还不要钱。”八十二岁的吴阿婆照着镜子笑。')
body += set135('社区说，下个月还来。')
body += '<section class="_135editor"><p style="text-align:center"><img data-ratio="0.03" data-w="640" src="./wechat-135_files/2.png"></p></section>'
body += '<section style="font-size:12px;color:#888;">来源丨姚祥社区</section><section style="font-size:12px;color:#888;">编辑丨王丹</section><section style="font-size:12px;color:#888;">审核丨徐晓安</section>'
body += '<section style="text-align:center;">分享、收藏、点赞、在看</section></section>'
write('wechat-135.html', wechat('姚祥社区把理发师请到楼下', '姚祥邻里', '2024年8月9日 18:30', body), {'1.png': PHOTO2, '2.png': RULE})

# 3. 秀米: flex boxes, svg, captions in frames of their own.
def xiumi(text, extra=''):
    return f'<section style="margin: 0px; padding: 0px; box-sizing: border-box;"><section style="font-size: 15px; line-height: 1.8; padding: 0px 10px; box-sizing: border-box;{extra}" powered-by="xiumi.us"><p style="white-space: normal; margin: 0px; padding: 0px; box-sizing: border-box;">{text}</p></section></section>'


def head(title):
    return f'<section style="text-align: center; justify-content: center; display: flex; flex-flow: row nowrap; margin: 10px 0px; box-sizing: border-box;" powered-by="xiumi.us"><section style="display: inline-block; width: 30px; vertical-align: middle;"><svg viewBox="0 0 1 1" style="float:left;line-height:0;width:0;vertical-align:top;"></svg></section><section style="display: inline-block; vertical-align: middle; width: auto; min-width: 10%;"><section style="font-size: 18px; color: rgb(0, 104, 55); box-sizing: border-box;"><p style="margin: 0px; padding: 0px; box-sizing: border-box;"><b style="box-sizing: border-box;">{title}</b></p></section></section></section>'


body = '<section style="box-sizing: border-box; font-style: normal; font-weight: 400; text-align: justify; font-size: 16px; color: rgb(62, 62, 62);" data-pm-slice="0 0 []">'
body += xiumi('建元社区的“成长地图”挂上墙已经一个月。孩子们照着图，把社区走了一遍。')
body += head('从哪里出发') + xiumi('地图上有二十二个点位，起点是图书角。每到一处，盖一个章。<br>　　盖满十个，可以换一本书。')
body += f'<section style="text-align: center; margin-top: 10px;" powered-by="xiumi.us"><section style="max-width: 100%; vertical-align: middle; display: inline-block; line-height: 0;">{image("./wechat-xiumi_files/640.png")}</section></section>'
body += xiumi('图为孩子们在图书角盖章（建元社区供图）', ' font-size: 12px; color: rgb(160,160,160); text-align: center;')
body += head('走完以后') + xiumi('“我知道服务台在哪儿了。”二年级的孩子说。<br><br>社区还打算把地图印成小册子，9月开学时发给新生。')
body += xiumi('文/徐叶婷 图/王丹', ' text-align: right;')
body += '<section style="text-align:center;" powered-by="xiumi.us"><p>— END —</p></section>'
body += '<section style="text-align:center;" powered-by="xiumi.us"><p>往期回顾</p><p><a href="https://mp.weixin.qq.com/s/a" target="_blank">社区的夏天有点忙</a></p><p><a href="https://mp.weixin.qq.com/s/b" target="_blank">楼道里的一盏灯</a></p></section></section>'
write('wechat-xiumi.html', wechat('跟着“成长地图”走一遍建元社区', '建元之声', '2024年8月16日 10:00', body, author='徐叶婷'), {'640.png': PHOTO})

# 4. Number cards, a table, no time on the page but in its script.
def card(number, title):
    return f'<section style="margin:20px auto;text-align:center;"><section style="display:inline-block;background:#2a6;color:#fff;padding:2px 10px;">{number}</section><section style="font-size:17px;color:#2a6;">{title}</section></section>'


body = para('蠡塘社区的公益暑托班今天结束。四十天里，三十个孩子在这里吃饭、写作业、学本事。')
body += card('01', '早上八点开门') + para('志愿者比孩子到得早。点名、量体温、收作业，一样不落。')
body += card('02', '下午学本事') + para('剪纸、书法、急救，一天一样。下面是课表。')
body += '<table><tbody><tr><td style="border:1px solid #ccc;"><p>星期</p></td><td><p>上午</p></td><td><p>下午</p></td></tr><tr><td>一</td><td>作业</td><td>剪纸</td></tr><tr><td>二</td><td colspan="2">书法</td></tr></tbody></table>'
body += card('03', '明年再见') + para('家长们在告别会上说：“明年还报名。”')
body += para('供稿：蠡塘社区', 'style="font-size:14px"') + para('编 辑：王 丹', 'style="font-size:14px"') + para('审 核：徐晓安', 'style="font-size:14px"')
body += '<p style="text-align:center;">扫一扫，关注“蠡塘社区”公众号</p>' + f'<p>{image("./x_files/640", 300, "1")}</p>'
write('wechat-cards.html', wechat('蠡塘社区暑托班的四十天', '蠡塘社区', '', body, script=None))

# 5. SingleFile: everything in one file.
data = 'data:image/png;base64,' + base64.b64encode(PHOTO).decode()
body = para('8月13日，凌浜社区给户外站点送来了绿豆汤。') + f'<p><img class="rich_pages wxw-img" data-ratio="0.625" data-w="640" data-src="https://mmbiz.qpic.cn/a/640" src="{data}"></p>' + para('站点里的绿豆汤') + para('“喝一口，凉到心里。”环卫工人说。社区说，天热一天，汤就送一天。') + para('王丹', 'style="text-align:right;"')
page = wechat('凌浜社区送出第一锅绿豆汤', '凌浜社区', '2024年8月16日 10:00', body)
page = page.replace('<!-- saved from url=(0046)https://mp.weixin.qq.com/s/banbao-example -->\n<html class="">', '<html class=""><!--\n Page saved with SingleFile \n url: https://mp.weixin.qq.com/s/banbao-single \n saved date: Fri Aug 16 2024 12:00:00 GMT+0800 (China Standard Time)\n-->')
page = page.replace('<style>.rich', '<style>.sf-hidden{display:none!important}.rich').replace('</head>', '<link rel=icon href="data:,"></head>')
write('wechat-singlefile.html', page)

# 6 and 7. One file with parts, as Edge and Chrome write it.
def mhtml(page, address, parts, encoding='utf-8', title='page'):
    mark = '----MultipartBoundary--banbao0123456789ABCDEF----'
    out = [f'From: <Saved by Blink>\r\nSnapshot-Content-Location: {address}\r\nSubject: =?utf-8?Q?{quopri.encodestring(title.encode()).decode().strip()}?=\r\nDate: Fri, 16 Aug 2024 04:00:00 -0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="{mark}"\r\n\r\n\r\n'.encode()]
    body = quopri.encodestring(page.encode(encoding)).replace(b'\r\n', b'\n').replace(b'\n', b'\r\n')
    out.append(f'--{mark}\r\nContent-Type: text/html\r\nContent-ID: <frame-0@mhtml.blink>\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: {address}\r\n\r\n'.encode() + body + b'\r\n')
    for place, data in parts.items():
        out.append(f'--{mark}\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\nContent-Location: {place}\r\n\r\n'.encode() + base64.encodebytes(data).replace(b'\n', b'\r\n') + b'\r\n')
    out.append(f'--{mark}\r\nContent-Type: text/css\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: cid:css-1@mhtml.blink\r\n\r\n.a {{ color: red; }}\r\n--{mark}--\r\n'.encode())
    return b''.join(out)


place = 'https://mmbiz.qpic.cn/mmbiz_png/ex/640?wx_fmt=png&from=appmsg'
picture = f'<img class="rich_pages wxw-img" data-ratio="0.625" data-w="640" data-src="{place.replace("&", "&amp;")}" src="{place.replace("&", "&amp;")}&amp;tp=webp">'
body = para('和美社区的老党员又上岗了。每周三下午，他们在楼下摆一张桌子，听居民说事。') + f'<p>{picture}</p>' + para('▲议事桌前 和美社区供图') + para('一、桌子摆在哪儿') + para('摆在三号楼前的树荫下，谁路过都能坐。') + para('二、说的事怎么办') + para('能当场办的当场办，办不了的记下来，一周内回话。') + para('徐晓安')
write('wechat-edge.mhtml', mhtml(wechat('和美社区：树荫下有张议事桌', '和美社区', '2024年8月16日 10:00', body), 'https://mp.weixin.qq.com/s/banbao-edge', {place: PHOTO}, title='和美社区：树荫下有张议事桌'))
body = para('富强社区党群服务中心 8月15日') + para('各位居民：') + para('因小区电梯检修，8月17日8:00—11:00停用2号、3号电梯，请走楼梯或绕行。老人要下楼的，打社区电话，我们派人来扶。') + para('给您带来不便，请谅解。') + para('富强社区居委会', 'style="text-align:right;"') + para('2024年8月15日', 'style="text-align:right;"')
write('wechat-chrome.mhtml', mhtml(wechat('停用电梯的通知', '富强社区', '2024年8月16日 10:00', body), 'https://mp.weixin.qq.com/s/banbao-chrome', {}))

# 8. A government page with its standard <meta>, GBK.
write('gov-meta.html', '''<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312" />
<title>莫阳社区开展防汛演练_社区动态_示例区人民政府</title>
<meta name="SiteName" content="示例区人民政府" /><meta name="SiteDomain" content="www.example.gov.cn" /><meta name="SiteIDCode" content="0000000000" />
<meta name="ColumnName" content="社区动态" /><meta name="ArticleTitle" content="莫阳社区开展防汛演练" /><meta name="PubDate" content="2024-08-12 15:20:00" /><meta name="ContentSource" content="元和街道" /><meta name="Author" content="" />
<script>var a = "<p>不是正文。</p>";</script></head><body>
<div class="header"><ul class="nav"><li><a href="/">首页</a></li><li><a href="/zwgk/">政务公开</a></li><li><a href="/bsfw/">办事服务</a></li></ul></div>
<div class="position">当前位置：<a href="/">首页</a> &gt; <a href="/sqdt/">社区动态</a></div>
<div class="main"><div class="arti_title">莫阳社区开展防汛演练</div>
<div class="arti_info"><span>发布日期：2024-08-12</span> <span>来源：元和街道</span> <span>浏览次数：<script>document.write(8)</script></span> <span>字号：[ <a>大</a> <a>中</a> <a>小</a> ]</span> <span><a>打印</a></span></div>
<div id="zoom"><div class="TRS_Editor"><p>　　8月12日，莫阳社区在地下车库入口开展防汛演练。队员们扛沙袋、架水泵，
十分钟就把入口封好。</p><p align="center"><img src="gov-meta_files/W020240812.png" oldsrc="W020240812.png" /></p><p align="center">演练现场</p><p>　　“真下起来，就照今天的样子干。”带队的老周说。</p><p>　　演练之后，社区检查了十二处下水口，清出三车落叶。</p><p align="right">（徐晓安）</p></div></div>
<div class="share">分享到：<a>微信</a> <a>微博</a></div></div>
<div class="related"><h3>相关链接</h3><ul><li><a href="/1">建元社区检查车库</a></li><li><a href="/2">凌浜社区清理下水口</a></li></ul></div>
<div class="footer"><p>主办：示例区人民政府　承办：示例区人民政府办公室</p><p>网站标识码：0000000000　备案号：示例备0000号</p></div></body></html>''', {'W020240812.png': PHOTO}, 'gbk')

# 9. An old site: tables hold everything, no <meta>, gb2312.
write('gov-table.html', '''<html><head><meta http-equiv=Content-Type content="text/html; charset=gb2312"><title>建元社区办起晒书会-元和街道</title></head><body topmargin=0>
<table width=1000 align=center><tr><td><a href=/>首页</a> | <a href=/a>街道概况</a> | <a href=/b>社区风采</a></td></tr></table>
<table width=1000 align=center><tr><td width=200 valign=top><table><tr><td><a href=/1>通知公告</a></td></tr><tr><td><a href=/2>便民服务</a></td></tr></table></td>
<td valign=top><table width=100%><tr><td align=center><font size=5><b>建元社区办起晒书会</b></font></td></tr>
<tr><td align=center>发布时间：2024/8/11　来源：建元社区　作者：徐叶婷　点击：35</td></tr>
<tr><td><P>&nbsp;&nbsp;&nbsp; 入伏以后，建元社区的居民把家里的书搬到太阳底下。8月10日，社区借这个机会办起了晒书会。
<P>&nbsp;&nbsp;&nbsp; 广场上摆开二十张桌子，旧书换旧书，换不到的捐给图书角。孩子们蹲在桌边，一翻就是半天。
<P>&nbsp;&nbsp;&nbsp; “一本书看完了，就该去别人家住几天。”一位老先生说。晒书会结束时，图书角多了一百二十本书。</td></tr></table></td></tr></table>
<table width=1000 align=center><tr><td align=center>版权所有：元和街道办事处 地址：示例路1号</td></tr></table></body></html>''', None, 'gbk')

# 10. A news site of today.
write('news-article.html', '''<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>夜里十一点，姚祥社区还亮着一盏灯 | 示例晚报</title><meta property="og:title" content="夜里十一点，姚祥社区还亮着一盏灯"><meta property="article:published_time" content="2024-08-14T21:05:00+08:00"><link rel="canonical" href="https://news.example.com/a/1"></head>
<body><header><a href="/">示例晚报</a><nav><a href="/1">要闻</a><a href="/2">民生</a></nav></header>
<main><article><h1>夜里十一点，姚祥社区还亮着一盏灯</h1><div class="meta"><span>2024-08-14 21:05</span><span> 来源：示例晚报</span><span> 本报记者 徐晓安</span></div>
<figure><img src="./news-article_files/lamp.png" alt="灯"><figcaption>值班室的灯</figcaption></figure>
<p>夜里十一点，姚祥社区的值班室还亮着灯。值班的小伙子在登记白天没办完的事。</p><h2>白天的事，晚上接着办</h2><p>“有人下班才有空，我们就等到那时候。”他说。</p><p>社区把这盏灯叫作“晚归灯”，从六月亮到现在，一天没停。</p>
<aside><h3>猜你喜欢</h3><ul><li><a href="/x">另一盏灯</a></li></ul></aside></article>
<section class="comments"><h3>评论</h3><button>写评论</button></section></main><footer><p>示例晚报社 版权所有</p></footer></body></html>''', {'lamp.png': PHOTO2})

# 11. A blog of a community.
write('blog-entry.html', '''<!DOCTYPE html><html><head><meta charset="UTF-8"><title>莫阳社区的菜园开园了 - 莫阳日记</title><meta name="author" content="王丹"></head><body class="single">
<div id="page"><div id="masthead"><p class="site-title"><a href="/">莫阳日记</a></p></div><div id="content"><div id="primary"><div class="post"><h1 class="entry-title">莫阳社区的菜园开园了</h1><div class="entry-meta">发表于 <a href="/2024/08"><time datetime="2024-08-10T08:00:00+08:00">2024年8月10日</time></a></div>
<div class="entry-content"><p>楼顶空了十年，现在种上了菜。莫阳社区的居民一家一块，抓阄分地。</p><ul><li>一层种番茄。</li><li>二层种黄瓜。<ul><li>黄瓜要搭架。</li></ul></li></ul><p>第一茬菜摘下来，先送给了楼里的独居老人。</p></div></div></div>
<div id="secondary"><h2>最新文章</h2><ul><li><a href="/a">社区的猫</a></li><li><a href="/b">一场雨</a></li></ul></div></div></div></body></html>''')

# 12. A government page in one file.
page = '''<html><head><meta http-equiv="Content-Type" content="text/html; charset=gbk"><title>关于凌浜社区道路封闭施工的通告</title></head><body><div class="top"><a href="/">首页</a><a href="/tz">通告</a></div><div class="detail"><h2>关于凌浜社区道路封闭施工的通告</h2><div class="info">时间：2024年08月13日　信息来源：凌浜社区　【打印】 【关闭】</div><div class="con"><p style="text-indent:2em">因雨污管网改造，凌浜社区东门外道路自8月15日起封闭施工，8月30日恢复通行。</p><p style="text-indent:2em">施工期间，请行人走南门，车辆绕行。</p><table border="1"><tr><th>路段</th><th>时间</th></tr><tr><td>东门至桥头</td><td>8月15日至22日</td></tr><tr><td>桥头至菜场</td><td>8月23日至30日</td></tr></table><p style="text-align:right">凌浜社区居委会</p><p style="text-align:right">2024年8月13日</p></div></div><div class="foot">联系我们 | 网站地图</div></body></html>'''
write('gov-page.mhtml', mhtml(page, 'http://www.example.gov.cn/tz/1.html', {}, 'gbk').replace(b'Content-Type: text/html\r\n', b'Content-Type: text/html; charset="gbk"\r\n'))
