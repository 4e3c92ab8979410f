"""Queries drawn from articles, with their true answers.

The truth is plain substring search in title and text after NFKC and lower case, so it owes nothing to any tokenizer.
`holds` are the articles that contain the query; `meant`, for fragments of titles, those that should come first.

    char    one Chinese character           two     two pairs of one article
    pair    two adjacent ones               mixed   a number with the word after it
    phrase  three to eight                  known   6–12 characters of a title
    cross   three that begin and end inside a run, so mostly across words
    quoted  a phrase in quotes              trad    a fragment of a title in traditional characters
    wide    a number in full width          typo    one with a wrong character, which no article contains
"""
import random
import re
import unicodedata

from articles import plain

SEVEN = ("char", "pair", "phrase", "cross", "two", "known", "mixed")
OTHERS = ("quoted", "wide", "trad", "typo")
HAN = re.compile("[\u4e00-\u9fff]+")
NUMBER = re.compile("(?<![0-9.])[0-9]{2,}[\u4e00-\u9fff]{1,2}")
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
WRONG = "鑫犇淼焱垚喆"


def folded(text):
    return unicodedata.normalize("NFKC", text).lower()


class Drawer:
    """Draws from articles with dice of its own."""

    def __init__(self, articles, seed):
        self.dice = random.Random(seed)
        self.titles = [folded(article["title"]) for article in articles]
        self.texts = [title + "\n" + folded(plain(article["body"])) for title, article in zip(self.titles, articles)]
        self.numbered = [text for text in self.texts if NUMBER.search(text)]
        self.titled = [title for title in self.titles if len(title) >= 6]

    def holding(self, *parts, among=None):
        return [number for number, text in enumerate(among or self.texts) if all(part in text for part in parts)]

    def part(self, text, least, most):
        size = self.dice.randint(least, min(most, len(text)))
        start = self.dice.randint(0, len(text) - size)
        return text[start:start + size]

    def run(self, least, text=None):
        """A run of Chinese characters, longer than `least`."""
        while True:
            runs = [run for run in HAN.findall(text or self.dice.choice(self.texts)) if len(run) >= least + 2]
            if runs:
                return self.dice.choice(runs)

    def pairs(self):
        """Two pairs of one article."""
        while True:
            text = self.dice.choice(self.texts)
            one, other = self.part(self.run(2, text), 2, 2), self.part(self.run(2, text), 2, 2)
            if one != other:
                return one, other

    def draw(self, kinds, count, traditional):
        """`count` queries of each kind; those in traditional characters only with a function that makes them."""
        return [{"kind": kind, **one} for _ in range(count) for kind in kinds if (one := self.one(kind, traditional))]

    def one(self, kind, traditional):
        if kind == "two":
            pair = self.pairs()
            return {"query": " ".join(pair), "holds": self.holding(*pair)}
        if kind in ("known", "trad", "typo"):
            title = self.part(self.dice.choice(self.titled), 6, 12)
            return self.of_title(kind, title, traditional)
        if kind in ("mixed", "wide"):
            query = self.dice.choice(NUMBER.findall(self.dice.choice(self.numbered)))
            return {"query": query.translate(WIDE) if kind == "wide" else query, "holds": self.holding(query)}
        least, most = {"char": (1, 1), "pair": (2, 2), "cross": (3, 3)}.get(kind, (3, 8))
        run = self.run(least)
        query = self.part(run[1:-1] if kind == "cross" and len(run) > 4 else run, least, most)
        return {"query": f'"{query}"' if kind == "quoted" else query, "holds": self.holding(query)}

    def of_title(self, kind, title, traditional):
        query, holds = title, self.holding(title)
        if kind == "trad":
            query = traditional(title) if traditional else title
            if query == title:
                return None
        if kind == "typo":
            at = self.dice.randrange(len(title))
            query = title[:at] + self.dice.choice(WRONG) + title[at + 1:]
            holds = self.holding(query)
            if holds:
                return None
        return {"query": query, "holds": holds, "meant": self.holding(title, among=self.titles)}
