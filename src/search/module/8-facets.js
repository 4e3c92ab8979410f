// ---- Counts of each filter's values among what a query finds, before phrases are checked

async function count(query, options) {
  const plan = await prepare(query), matched = await match(plan, options);
  const docs = matched.whole().sort((a, b) => a - b), result = {};
  await Promise.all(KINDS.map(async (kind, n) => {
    const files = await Promise.all(site.segments.map((s) => file(s, `f${n}.bin`))), values = new Map();
    let first = 0, next = 0;
    site.segments.forEach((segment, i) => {
      const bytes = files[i], size = bytes[0] | bytes[1] << 8 | bytes[2] << 16;
      const rows = new TextDecoder().decode(bytes.subarray(4, 4 + size)).split("\n").slice(0, -1).map((row) => row.split("\t"));
      const r = reader(bytes, 4 + size), width = rows.length > 1 ? 1 + log2(rows.length - 1) : 0;
      for (let doc = 0; doc < segment.docs; doc++) {
        const hit = docs[next] === first + doc;
        if (hit) next++;
        for (let left = r.gamma() - 1; left > 0; left--) {
          const [id, name] = rows[r.bits(width)];
          if (hit) values.set(id, { id, name, count: (values.get(id)?.count ?? 0) + 1 });
        }
      }
      first += segment.docs;
    });
    result[kind] = [...values.values()].sort((a, b) => b.count - a.count);
  }));
  return result;
}

