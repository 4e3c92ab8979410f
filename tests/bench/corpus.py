#!/usr/bin/env python3
"""Writes a bulletin of invented articles, the same for the same seed.

    corpus.py OUT N [--seed S] [--shape news|short|long|one|tags|pictures]

The text is made of a few hundred real words and 4,000 invented ones whose frequencies fall as in real text, so
that an index of it grows as an index of real text does. An article of `news` has about 600 characters; `short`
ones have one sentence, `long` ones 100 kB; in `one` all belong to one community and one program; `tags` spreads
5,000 tags over them; `pictures` gives each a picture of its own.
"""
import argparse
import datetime
import pathlib
import random
import struct
import zlib

SHAPES = ("news", "short", "long", "one", "tags", "pictures")
WORDS = """社区 街道 居民 志愿 服务 活动 开展 组织 党员 网格 治理 儿童 老人 健康 垃圾 分类 安全 宣传 物业 小区 楼栋 快递
骑手 暑期 课堂 图书 医生 义诊 文明 家庭 教育 关爱 结对 捐赠 市集 清凉 走访 协商 议事 楼道 停车 充电 电梯 绿化 花园 健身
广场 路灯 道路 维修 消防 演练 反诈 讲座 法律 咨询 调解 邻里 节日 重阳 端午 中秋 春节 书法 绘画 合唱 舞蹈 阅读 学校 青年
退役 就业 招聘 技能 培训 表彰 先进 故事 和谐 共建 平台 窗口 社保 医保 养老 助餐 食堂 理发 家电 维护 巡逻 平安 门禁 人口
疫苗 献血 急救 体检 口腔 视力 心理 手工 剪纸 非遗 昆曲 评弹 园林 运河 清洁 环保 节水 旧衣 回收 厨余 指南 海报 现场 参与
机制 品牌 项目 阵地 驿站 中心 队伍 需求 问题 建议 反馈 办法 成效 坚持 统筹 联合 邀请 专家 律师 民警 医院 银行 企业""".split()
SIGNS = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经三之进等部度家力里如水化高自二理起小物现实加量两体制当使点从业本去把性好应开它合还因由其些然前外天政四日社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题程展五果料象员革位入常文总次品式设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处世车"
COMMUNITIES = [f"{place}{side}社区" for place in "莫阳 姚祥 建元 蠡塘 凌浜 虎池 宝邻 和美 富强 路南 御景 元和 华辰 陆巷 沈周 春申 玉成 朱巷 古巷 众泾 安元 香城 花南 康桥 日益 娄北 泰元 阳光 湖畔 金辉".split() for side in ("", "东", "西", "新")]
PROGRAMS = "成长地图 祥爱邻距离 元气加油站 康乃馨行动 爱澄宝 海棠先锋 暑托班 绿意亭 平安慧眼 微更新 随手拍 八小时以外 分类指南 实践市集 儿童主任 老年助餐 邻里节 书记项目 银发课堂 反诈联盟".split()
FAMILY = "王李张刘陈杨赵黄周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁于董余苏叶吕魏蒋田杜丁沈姜"
GIVEN = "晓安丹婷超明华丽军敏静磊洋勇艳杰娟涛霞平刚桂英文玉兰志建国荣春梅海燕雪峰宇晨欣怡子涵"


def lexicon():
    """The words, the frequent ones first."""
    dice = random.Random(7)
    words = dict.fromkeys(WORDS)
    while len(words) < 4000:
        words["".join(dice.choice(SIGNS) for _ in range(dice.choice((2, 2, 2, 3))))] = None
    return list(words)


class Writer:
    """Makes one article after the other."""

    def __init__(self, seed, shape):
        self.dice, self.shape = random.Random(seed), shape
        words = lexicon()
        self.bag = self.dice.choices(words, [1 / (rank + 3) for rank in range(len(words))], k=100_000)
        people = {self.dice.choice(FAMILY) + "".join(self.dice.sample(GIVEN, self.dice.choice((1, 2)))) for _ in range(300)}
        self.authors = sorted(people)
        self.tags = [f"{WORDS[n % len(WORDS)]}{words[300 + n // len(WORDS)]}" for n in range(5000)] if shape == "tags" else WORDS

    def clause(self, least=2, most=6):
        start = self.dice.randrange(len(self.bag) - most)
        return "".join(self.bag[start:start + self.dice.randint(least, most)])

    def paragraph(self):
        clauses = [self.clause() for _ in range(self.dice.randint(5, 12))]
        return "，".join(clauses) + f"，共{self.dice.randint(2, 300)}人次。"

    def body(self, number):
        if self.shape == "short":
            return self.clause() + "。\n"
        count = 450 if self.shape == "long" else self.dice.randint(4, 9)
        parts = [self.paragraph() for _ in range(count)]
        parts.insert(1, "## " + self.clause(2, 3))
        if number % 5 == 0:
            parts.insert(2, "\n".join(f"- **{self.clause(1, 1)}：**{self.clause()}" for _ in range(4)))
        if number % 7 == 0:
            rows = "\n".join(f"| {hour}:00 | {self.clause(1, 1)} | {self.clause()} |" for hour in range(8, 12))
            parts.insert(2, "| 时间 | 地点 | 内容 |\n| --- | --- | --- |\n" + rows)
        if number % 11 == 0:
            parts.insert(3, '```rust\nfn main() {\n    println!("{}", (1..=50).filter(|n| n % 2 == 0).count());\n}\n```')
        return "\n\n".join(parts) + "\n"

    def article(self, number):
        """The article of this number: its fields by name."""
        dice = self.dice
        day = datetime.date(2014, 1, 1) + datetime.timedelta(days=dice.randrange(4300))
        one = self.shape == "one"
        return {
            "number": number,
            "title": self.clause(3, 5),
            "authors": dice.sample(self.authors, dice.choice((1, 1, 2))),
            "community": COMMUNITIES[0] if one else dice.choice(COMMUNITIES),
            "program": PROGRAMS[0] if one else dice.choice(PROGRAMS),
            "date": day.isoformat(),
            "tags": list(dict.fromkeys(dice.choice(self.tags) for _ in range(dice.randint(2, 4)))),
            "body": self.body(number),
        }


def picture(number, size=160):
    """A PNG of its own for each number, some 30 kB large."""
    dice = random.Random(number)
    rows = b"".join(b"\0" + dice.randbytes(size) for _ in range(size))

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", size, size, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def quoted(texts):
    return "[" + ", ".join(f'"{text}"' for text in texts) + "]"


def put(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())


def bulletin(out, article):
    """Writes an article as banbao wants it."""
    year, month, _ = article["date"].split("-")
    folder, name = out / "content" / year / month, f'{article["number"]:06}'
    cover = ""
    if "picture" in article:
        put(folder / f"{name}.png", article["picture"])
        cover = f"cover: {name}.png\ncover_alt: 一幅画\n"
    put(folder / f"{name}.md", f'---\ntitle: "{article["title"]}"\nauthor: {quoted(article["authors"])}\n'
        f'community: {article["community"]}\nprogram: {article["program"]}\ndate: {article["date"]}\n'
        f'tags: {quoted(article["tags"])}\n{cover}---\n\n{article["body"]}')


def hugo(out, article):
    """Writes the same article as Hugo wants it."""
    name = f'{article["number"]:06}'
    if "picture" in article:
        put(out / "static" / f"{name}.png", article["picture"])
    put(out / "content" / "news" / f"{name}.md", f'---\ntitle: "{article["title"]}"\ndate: {article["date"]}\n'
        f'authors: {quoted(article["authors"])}\ncommunities: {quoted([article["community"]])}\n'
        f'programs: {quoted([article["program"]])}\ntags: {quoted(article["tags"])}\n---\n\n{article["body"]}')


def write(out, count, seed, shape, flavour):
    """Writes all articles, each with this function."""
    writer = Writer(seed, shape)
    for number in range(count):
        article = writer.article(number)
        if shape == "pictures":
            article["picture"] = picture(number)
        flavour(out, article)


def main():
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("out", type=pathlib.Path)
    args.add_argument("count", type=int)
    args.add_argument("--seed", type=int, default=1)
    args.add_argument("--shape", choices=SHAPES, default="news")
    given = args.parse_args()
    put(given.out / "content" / "site.yaml", "title: 社区板报\nbase_url: https://example.org/\n")
    write(given.out, given.count, given.seed, given.shape, bulletin)


if __name__ == "__main__":
    main()
