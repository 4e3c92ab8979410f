import docx, io, struct, zlib, zipfile, subprocess, os
from docx.shared import Pt
from docx.enum.text import WD_ALIGN_PARAGRAPH as A
from docx.oxml.ns import qn
from docx.oxml import OxmlElement
out=os.path.dirname(os.path.abspath(__file__))
def png(n):
    def ch(k,d): return struct.pack('>I',len(d))+k+d+struct.pack('>I',zlib.crc32(k+d)&0xffffffff)
    return b'\x89PNG\r\n\x1a\n'+ch(b'IHDR',struct.pack('>IIBBBBB',n,n,1,0,0,0,0))+ch(b'IDAT',zlib.compress(b'\0'*((n//8+1)*n)))+ch(b'IEND',b'')
def save(d,n): d.save(f'{out}/{n}.docx')
# 1 title style, headings, bold runs split
d=docx.Document(); d.add_heading('莫阳社区办起分类课',0)
p=d.add_paragraph('近日，莫阳社区'); r=p.add_run('团员'); r.bold=True; r=p.add_run('志愿者'); r.bold=True; p.add_run('走进楼道讲分类。')
d.add_heading('怎么分',1); d.add_paragraph('厨余归厨余。',style='List Bullet'); d.add_paragraph('纸板归纸板。',style='List Bullet')
d.add_heading('去哪里问',1); d.add_paragraph('到社区服务台。',style='List Number'); d.add_paragraph('问志愿者。',style='List Number')
d.add_paragraph('徐叶婷 徐晓安'); save(d,'title-style')
# 2 centred large title, indents, right signature
d=docx.Document(); p=d.add_paragraph(); p.alignment=A.CENTER; r=p.add_run('姚祥社区请中医来坐诊'); r.bold=True; r.font.size=Pt(22)
d.add_paragraph('\u3000\u3000近日，姚祥社区依托“祥爱邻距离”项目请来中医,给居民把脉。')
d.add_paragraph('\u3000\u3000居民陈阿姨说:"舒服多了。"')
p=d.add_paragraph('（姚祥社区 王丹）'); p.alignment=A.RIGHT
p=d.add_paragraph('2024年8月11日'); p.alignment=A.RIGHT; save(d,'centred')
# 3 table with merged cells, picture with caption, link
d=docx.Document(); p=d.add_paragraph(); p.add_run('建元社区成长地图上新').bold=True
d.add_paragraph('建元社区的成长地图新添了三个点位。')
d.add_picture(io.BytesIO(png(320))); d.add_paragraph('▲居民在看成长地图 社区供图')
t=d.add_table(rows=3,cols=3); 
for i,row in enumerate([['点位','时间','地点'],['阅览室','周一','一楼'],['活动室','周二','二楼']]):
    for j,c in enumerate(row): t.cell(i,j).text=c
t.cell(2,1).merge(t.cell(2,2))
d.add_paragraph('文/徐叶婷 图/王丹'); save(d,'table-picture')
# 4 first short line, soft breaks, sections 一、（一）
d=docx.Document(); d.add_paragraph('蠡塘社区上了一堂规矩课')
d.add_paragraph('8月15日，蠡塘社区的干部坐到一起学规矩。'); d.add_paragraph('一、讲规矩'); d.add_paragraph('纪检委员一条条讲。'); d.add_paragraph('（一）案例'); p=d.add_paragraph('第一行'); p.add_run().add_break(); p.add_run('第二行。'); d.add_paragraph('二、签承诺'); d.add_paragraph('每个人都签了名。 相经开 徐晓安'); save(d,'sections')
# LibreOffice round of 1..3
for n in ['title-style','centred','table-picture']:
    subprocess.run(['soffice','--headless','--convert-to','odt','--outdir',out,f'{out}/{n}.docx'],capture_output=True)
    subprocess.run(['soffice','--headless','--convert-to','docx:MS Word 2007 XML','--outdir',out+'/lo',f'{out}/{n}.odt'],capture_output=True)
    if os.path.exists(f'{out}/lo/{n}.docx'): os.rename(f'{out}/lo/{n}.docx',f'{out}/libreoffice-{n}.docx')
# by hand, as WPS writes
W='xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"'
def wps(n,body,extra={},rels=''):
    z=zipfile.ZipFile(f'{out}/{n}.docx','w',zipfile.ZIP_DEFLATED)
    z.writestr('[Content_Types].xml','<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>')
    z.writestr('_rels/.rels','<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>')
    z.writestr('word/_rels/document.xml.rels','<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'+rels+'</Relationships>')
    if body is not None: z.writestr('word/document.xml',f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document {W}><w:body>{body}</w:body></w:document>')
    for k,v in extra.items(): z.writestr(k,v)
    z.close()
def P(t,ppr='',rpr=''): return f'<w:p><w:pPr>{ppr}</w:pPr><w:r><w:rPr>{rpr}</w:rPr><w:t xml:space="preserve">{t}</w:t></w:r></w:p>'
big='<w:b/><w:sz w:val="44"/>'; c='<w:jc w:val="center"/>'; right='<w:jc w:val="right"/>'; sz='<w:sz w:val="32"/>'
wps('wps-tracked',P('凌浜社区送清凉到站点',c,big)+'<w:p><w:r><w:rPr>'+sz+'</w:rPr><w:t>近日，凌浜社区的志愿者把</w:t></w:r><w:del w:id="1"><w:r><w:delText>旧</w:delText></w:r></w:del><w:ins w:id="2"><w:r><w:rPr>'+sz+'</w:rPr><w:t>新</w:t></w:r></w:ins><w:r><w:rPr>'+sz+'</w:rPr><w:t>凉茶送到站点。</w:t></w:r></w:p>'+P('凌浜社区',right,sz)+P('2024年8月12日',right,sz))
tb='<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>'+P('热线在服务台。')+'</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>'+P('热线在服务台。')+'</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent>'
wps('wps-textbox',P('富强社区暑托班开班',c,big)+'<w:p><w:r><w:t>富强社区的暑托班开班了</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>。</w:t></w:r><w:r>'+tb+'</w:r></w:p>'+P('通讯员 王丹'),{'word/footnotes.xml':f'<w:footnotes {W}><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote><w:footnote w:id="2">'+P('每天八点到五点。')+'</w:footnote></w:footnotes>','word/header1.xml':f'<w:hdr {W}>'+P('社区简报')+'</w:hdr>','word/comments.xml':f'<w:comments {W}><w:comment w:id="0">'+P('改一下')+'</w:comment></w:comments>'})
num=f'<w:numbering {W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
N=lambda l:f'<w:numPr><w:ilvl w:val="{l}"/><w:numId w:val="1"/></w:numPr>'
wps('wps-numbered',P('和美社区工作简报','',big)+P('和美社区八月做了两件事。')+P('办了暑托班',N(0))+P('请了老师。',N(1))+P('收了三十个孩子。',N(1))+P('修了健身广场',N(0))+P('换了器材。')+P('文/徐叶婷 图/王丹',right),{'word/numbering.xml':num})
wps('bad-no-document',None)
wps('bad-slip',P('甲'),{'../../evil.txt':'x'})
wps('bad-entity','',{}); 
z=zipfile.ZipFile(f'{out}/bad-entity.docx','w'); z.writestr('[Content_Types].xml','x'); z.writestr('word/document.xml','<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document><w:p><w:t>&x;</w:t></w:p></w:document>'); z.close()
z=zipfile.ZipFile(f'{out}/bad-bomb.docx','w',zipfile.ZIP_DEFLATED); z.writestr('[Content_Types].xml','x'); z.writestr('word/document.xml',b' '*20_000_000); z.close()
z=zipfile.ZipFile(f'{out}/bad-zip.zip','w'); z.writestr('a.txt','x'); z.close()
