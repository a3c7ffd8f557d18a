"use strict";
// Draws behaviors on demand. Every text is set as text, never as markup: much of it comes from a cluster.
(() => {
  const VERDICTS = ["DEVIATES", "INCONCLUSIVE", "LIFTED", "CONFORMS", "NOT_APPLICABLE"];
  const CSS = ["bad", "unsure", "news", "good", "none"];
  const SIGNS = ["✗", "?", "↑", "✓", "–"];
  const KINDS = ["REQUIRED", "LIMITATION", "PERMITTED"];
  const MEANINGS = [
    "required: a conformant cluster shows it",
    "limitation: a documented shortcoming",
    'permitted: the document says "may"',
  ];
  const ROWS_AT_ONCE = 200;
  const SVG = "http://www.w3.org/2000/svg";

  const byId = (id) => document.getElementById(id);

  /** An element with attributes and children; strings become text. */
  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const name of Object.keys(attributes || {})) {
      if (attributes[name] !== null) element.setAttribute(name, attributes[name]);
    }
    element.append(...children.filter((child) => child !== null));
    return element;
  }

  // Light, dark, or as the system has it.
  function theme() {
    const button = byId("page-theme");
    const themes = ["system", "light", "dark"];
    const kept = () => {
      try {
        return localStorage.getItem("cilium-conformance-theme");
      } catch (notAllowed) {
        return null;
      }
    };
    const show = (chosen) => {
      if (chosen === "system") document.documentElement.removeAttribute("data-theme");
      else document.documentElement.setAttribute("data-theme", chosen);
      button.textContent = "Theme: " + chosen;
    };
    let current = themes.includes(kept()) ? kept() : "system";
    show(current);
    button.hidden = false;
    button.addEventListener("click", () => {
      current = themes[(themes.indexOf(current) + 1) % themes.length];
      show(current);
      try {
        localStorage.setItem("cilium-conformance-theme", current);
      } catch (notAllowed) {
        // It holds for this page, then.
      }
    });
  }

  function duration(millis) {
    if (millis < 1000) return millis + " ms";
    const seconds = Math.floor(millis / 1000);
    if (seconds >= 3600) return Math.floor(seconds / 3600) + " h " + (Math.floor(seconds / 60) % 60) + " min";
    if (seconds >= 60) return Math.floor(seconds / 60) + " min " + (seconds % 60) + " s";
    return (millis / 1000).toFixed(1) + " s";
  }

  function counted(count, one, many) {
    return count.toLocaleString("en") + " " + (count === 1 ? one : many);
  }

  function badge(verdict) {
    return make(
      "span",
      { class: "badge " + CSS[verdict] },
      make("span", { "aria-hidden": "true" }, SIGNS[verdict]),
      " " + VERDICTS[verdict],
    );
  }

  /** The results of the document. Fields have the order in which ReportData writes them; 0 stands for nothing. */
  function results(data) {
    const text = (place) => (place === 0 ? null : data.texts[place - 1]);
    const outcome = (place) => {
      const [observed, expected, tone, detail] = data.outcomes[place - 1];
      return { observed: text(observed), expected: text(expected), tone: text(tone), detail: text(detail) };
    };
    const triples = (list, make) => {
      const made = [];
      for (let i = 0; i < list.length; i += 3) made.push(make(list[i], list[i + 1], list[i + 2]));
      return made;
    };
    const matrix = (place) => {
      const fields = data.matrices[place - 1];
      const rows = [];
      for (let i = 0; i < fields[7].length; i += 2) {
        const slots = fields[7][i + 1].map((slot) => (Array.isArray(slot) ? slot : [slot]).map(outcome));
        rows.push({ head: text(fields[7][i]), slots });
      }
      return {
        title: text(fields[0]),
        service: text(fields[1]),
        tally: text(fields[3]),
        differing: fields[4],
        omitted: fields[5],
        columns: fields[6].map(text),
        rows,
      };
    };
    return data.results.map((fields, index) => ({
      index,
      id: fields[0],
      anchor: fields[1] || fields[0],
      verdict: fields[2],
      flaky: (fields[3] & 1) !== 0,
      elsewhere: (fields[3] & 2) !== 0,
      kind: fields[4],
      area: text(fields[5]),
      title: text(fields[6]),
      statement: text(fields[7]),
      citation: data.citations[fields[8] - 1],
      reason: text(fields[9]),
      observation: text(fields[10]),
      marks: fields[11].map(text),
      matrices: () => fields[12].map(matrix),
      settled: () => triples(fields[13], (what, millis, rounds) => ({ what: text(what), millis, rounds })),
      offset: fields[14],
      duration: fields[15],
      attempts: () => {
        const tries = [];
        for (let i = 0; i < fields[16].length; i += 4) {
          tries.push({
            number: fields[16][i],
            verdict: fields[16][i + 1],
            reason: text(fields[16][i + 2]),
            millis: fields[16][i + 3],
          });
        }
        return tries;
      },
      evidence: () =>
        triples(fields[17], (name, link, files) => ({ name: text(name), link: text(link), files: files.map(text) })),
      lane: text(fields[18]),
      ran: fields[16].length > 0,
    }));
  }

  function drawOutcome(outcome) {
    return make(
      "span",
      { class: "outcome " + outcome.tone },
      make("b", {}, outcome.observed),
      outcome.expected === null ? null : make("i", {}, "expected " + outcome.expected),
      outcome.detail === null ? null : make("small", {}, outcome.detail),
    );
  }

  function drawMatrix(matrix) {
    const head = make("tr", {}, ...matrix.columns.map((column) => make("th", { scope: "col" }, column)));
    const rows = matrix.rows.map((row) =>
      make(
        "tr",
        {},
        make("th", { scope: "row" }, row.head),
        ...row.slots.map((slot) => make("td", {}, ...slot.map(drawOutcome))),
      ),
    );
    return make(
      "figure",
      { class: "matrix" },
      make(
        "figcaption",
        {},
        make("strong", {}, matrix.title),
        matrix.service === null ? null : make("span", { class: "service" }, matrix.service),
        make("span", { class: matrix.differing > 0 ? "tally differs" : "tally" }, matrix.tally),
      ),
      make(
        "div",
        { class: "wide", role: "group", "aria-label": matrix.title, tabindex: "0" },
        make("table", { class: matrix.columns.length === 2 ? "list" : "grid" }, make("thead", {}, head), make("tbody", {}, ...rows)),
      ),
      matrix.omitted > 0
        ? make("p", { class: "note" }, matrix.omitted + " more rows are in the results document.")
        : null,
    );
  }

  function drawBody(result) {
    const body = make("div", { class: "body" });
    if (result.observation !== null) body.append(make("p", {}, make("b", {}, "Observed"), " " + result.observation));
    const matrices = result.matrices();
    body.append(...matrices.filter((matrix) => matrix.differing > 0).map(drawMatrix));
    body.append(...matrices.filter((matrix) => matrix.differing === 0).map(drawMatrix));
    const attempts = result.attempts();
    const differ = attempts.some((one) => one.verdict !== result.verdict || one.reason !== result.reason);
    if (differ) {
      body.append(
        make("p", { class: "label" }, "Attempts"),
        make(
          "ol",
          { class: "attempts" },
          ...attempts.map((one) =>
            make("li", {}, badge(one.verdict), " " + duration(one.millis) + (one.reason === null ? "" : " " + one.reason)),
          ),
        ),
      );
    }
    const settled = result.settled();
    if (settled.length > 0) {
      body.append(
        make(
          "p",
          {},
          make("b", {}, "Settled "),
          ...settled.map((time) =>
            make(
              "span",
              { class: "item" },
              time.what + " after " + duration(time.millis) + " (" + counted(time.rounds, "round", "rounds") + ")",
            ),
          ),
        ),
      );
    }
    const evidence = result.evidence();
    if (evidence.length > 0) {
      body.append(
        make("p", { class: "label" }, "Evidence"),
        make(
          "ul",
          { class: "evidence" },
          ...evidence.map((folder) =>
            make(
              "li",
              {},
              make("code", {}, folder.name === null ? "" : folder.name),
              " ",
              ...folder.files.map((file) =>
                folder.link === null
                  ? make("span", { class: "item" }, file)
                  : make("a", { href: folder.link + encodeURIComponent(file) }, file),
              ),
            ),
          ),
        ),
      );
    }
    const [words, address] = result.citation;
    body.append(
      make(
        "p",
        { class: "meta" },
        make("span", { class: "item" }, MEANINGS[result.kind]),
        make(
          "span",
          { class: "item" },
          "source: ",
          address === "" ? words : make("a", { href: address, rel: "noreferrer" }, words),
        ),
        result.ran
          ? make(
              "span",
              { class: "item" },
              "took " + duration(result.duration),
              attempts.length > 1 ? " in " + attempts.length + " attempts" : null,
              attempts.length > 1 && !differ ? ", all with this verdict and reason" : null,
            )
          : null,
        result.lane === null ? null : make("span", { class: "item" }, "lane " + result.lane),
        make("a", { class: "item", href: "#" + result.anchor, "aria-label": "Link to " + result.id }, "link"),
      ),
    );
    return body;
  }

  /** A behavior, folded; its inside is drawn when it is unfolded. */
  function drawRow(result) {
    const row = make(
      "details",
      { class: "behavior " + CSS[result.verdict], id: result.elsewhere ? null : result.anchor },
      make(
        "summary",
        {},
        badge(result.verdict),
        " ",
        result.flaky ? make("span", { class: "badge flaky" }, "FLAKY") : null,
        result.flaky ? " " : null,
        make("code", { class: "id" }, result.id),
        ...result.marks.map((mark) => make("span", { class: "mark" }, mark)),
        make("span", { class: "statement" }, result.statement),
        result.reason === null ? null : make("span", { class: "reason" }, result.reason),
      ),
    );
    row.addEventListener("toggle", () => {
      if (row.open && row.lastElementChild.tagName === "SUMMARY") row.append(drawBody(result));
    });
    return row;
  }

  function meter(list) {
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("class", "meter");
    svg.setAttribute("aria-hidden", "true");
    let from = 0;
    for (let verdict = 0; verdict < VERDICTS.length; verdict++) {
      const share = (100 * list.filter((result) => result.verdict === verdict).length) / list.length;
      if (share > 0) {
        const rect = document.createElementNS(SVG, "rect");
        rect.setAttribute("class", CSS[verdict]);
        rect.setAttribute("x", from + "%");
        rect.setAttribute("width", share + "%");
        rect.setAttribute("height", "100%");
        svg.append(rect);
      }
      from += share;
    }
    return svg;
  }

  function tallyInWords(list) {
    return VERDICTS.map((name, verdict) => [name, list.filter((result) => result.verdict === verdict).length])
      .filter(([, count]) => count > 0)
      .map(([name, count]) => count + " " + name.toLowerCase().replace("_", " "))
      .join(", ");
  }

  /** All behaviors by area, filtered and searched. */
  function list(all) {
    const place = byId("page-list");
    const chosen = { verdicts: new Set(), flaky: false, kind: "", words: [] };
    const groups = make("div", {});
    const status = make("p", { class: "note", role: "status" });
    const drawn = new Map();

    const haystacks = [];
    const haystack = (result) => {
      if (haystacks[result.index] === undefined) {
        haystacks[result.index] = [result.id, result.title, result.statement, result.reason, result.observation, result.area]
          .concat(result.marks)
          .filter((part) => part !== null)
          .join("\n")
          .toLowerCase();
      }
      return haystacks[result.index];
    };

    const fits = (result) =>
      (chosen.verdicts.size === 0 && !chosen.flaky
        ? true
        : chosen.verdicts.has(result.verdict) || (chosen.flaky && result.flaky)) &&
      (chosen.kind === "" || KINDS[result.kind] === chosen.kind) &&
      chosen.words.every((word) => haystack(result).includes(word));

    const narrowed = () =>
      chosen.verdicts.size > 0 || chosen.flaky || chosen.kind !== "" || chosen.words.length > 0;

    /** Draws the next rows of a group, up to and including a result that is asked for. */
    const drawRows = (rows, mine, until) => {
      rows.querySelector(".more-rows")?.remove();
      const from = rows.childElementCount;
      const to = Math.max(from + ROWS_AT_ONCE, until === undefined ? 0 : mine.indexOf(until) + 1);
      rows.append(
        ...mine.slice(from, to).map((result) => {
          const row = drawRow(result);
          drawn.set(result.anchor, row);
          return row;
        }),
      );
      if (to < mine.length) {
        const left = mine.length - to;
        const button = make("button", { type: "button", class: "more-rows" }, "Show more (" + left.toLocaleString("en") + " left)");
        button.addEventListener("click", () => {
          drawRows(rows, mine);
          rows.children[to]?.querySelector("summary").focus();
        });
        rows.append(button);
      }
    };

    const openers = new Map();
    const drawGroups = () => {
      drawn.clear();
      openers.clear();
      const areas = new Map();
      let count = 0;
      for (const result of all) {
        if (fits(result)) {
          if (!areas.has(result.area)) areas.set(result.area, []);
          areas.get(result.area).push(result);
          count++;
        }
      }
      const names = [...areas.keys()].sort((one, other) => (one < other ? -1 : 1));
      groups.replaceChildren(
        ...names.map((name) => {
          const mine = areas.get(name);
          const rows = make("div", { class: "rows" });
          const group = make(
            "details",
            { class: "area" },
            make(
              "summary",
              {},
              name + " ",
              make("span", { class: "count" }, String(mine.length)),
              meter(mine),
              make("span", { class: "away" }, tallyInWords(mine)),
            ),
            rows,
          );
          const open = (until) => {
            if (rows.childElementCount === 0 || (until !== undefined && !drawn.has(until.anchor))) drawRows(rows, mine, until);
          };
          group.addEventListener("toggle", () => {
            if (group.open) open();
          });
          openers.set(name, (until) => {
            group.open = true;
            open(until);
          });
          // What somebody looked for is shown at once, as long as it is not too much.
          if (narrowed() && count <= ROWS_AT_ONCE) openers.get(name)();
          return group;
        }),
      );
      status.textContent = narrowed()
        ? counted(count, "behavior", "behaviors") + " of " + all.length.toLocaleString("en")
        : counted(all.length, "behavior", "behaviors");
    };

    const search = make("input", {
      type: "search",
      id: "page-search",
      placeholder: "Search ids, statements, reasons   ( / )",
      "aria-label": "Search behaviors",
      autocomplete: "off",
      spellcheck: "false",
    });
    let waiting = null;
    search.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => {
        chosen.words = search.value.toLowerCase().split(/\s+/).filter((word) => word !== "");
        drawGroups();
      }, all.length > 1000 ? 150 : 0);
    });
    const chips = make("div", { class: "chips", role: "group", "aria-label": "Verdicts" });
    const chip = (label, count, toggle) => {
      const button = make("button", { type: "button", class: "chip", "aria-pressed": "false" }, label + " ", make("span", {}, String(count)));
      button.addEventListener("click", () => {
        const pressed = button.getAttribute("aria-pressed") !== "true";
        button.setAttribute("aria-pressed", String(pressed));
        toggle(pressed);
        drawGroups();
      });
      return button;
    };
    VERDICTS.forEach((name, verdict) => {
      const count = all.filter((result) => result.verdict === verdict).length;
      if (count > 0) {
        chips.append(
          chip(SIGNS[verdict] + " " + name, count, (on) => (on ? chosen.verdicts.add(verdict) : chosen.verdicts.delete(verdict))),
        );
      }
    });
    const flaky = all.filter((result) => result.flaky).length;
    if (flaky > 0) chips.append(chip("FLAKY", flaky, (on) => (chosen.flaky = on)));
    const kind = make(
      "select",
      { "aria-label": "Kind" },
      make("option", { value: "" }, "all kinds"),
      ...KINDS.map((name) => make("option", { value: name }, name)),
    );
    kind.addEventListener("change", () => {
      chosen.kind = kind.value;
      drawGroups();
    });
    const clear = make("button", { type: "button" }, "Clear");
    const reset = () => {
      search.value = "";
      kind.value = "";
      chosen.verdicts.clear();
      chosen.flaky = false;
      chosen.kind = "";
      chosen.words = [];
      chips.querySelectorAll("button").forEach((button) => button.setAttribute("aria-pressed", "false"));
      drawGroups();
    };
    clear.addEventListener("click", reset);
    place.append(make("div", { class: "filters", role: "search", "aria-label": "Behaviors" }, search, chips, kind, clear), status, groups);
    drawGroups();

    document.addEventListener("keydown", (event) => {
      const typing = event.target instanceof Element && event.target.closest("input, select, textarea") !== null;
      if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
        event.preventDefault();
        search.focus();
        search.scrollIntoView({ block: "center" });
      } else if (event.key === "Escape" && event.target === search && search.value !== "") {
        search.value = "";
        chosen.words = [];
        drawGroups();
      }
    });

    /** Unfolds a behavior wherever it is, and goes there. */
    return (result) => {
      let row = result.elsewhere ? byId(result.anchor) : null;
      if (row === null) {
        if (!fits(result)) reset();
        openers.get(result.area)(result);
        row = drawn.get(result.anchor);
      }
      row.open = true;
      row.scrollIntoView({ block: "start" });
      row.querySelector("summary").focus({ preventScroll: true });
    };
  }

  /** The matrices that are as expected, in behaviors that the page has without a script. */
  function controls(byAnchor) {
    document.querySelectorAll("[data-controls]").forEach((paragraph) => {
      const result = byAnchor.get(paragraph.dataset.controls);
      if (result === undefined) return;
      const details = make("details", { class: "controls" }, make("summary", {}, paragraph.textContent.trim()));
      details.addEventListener(
        "toggle",
        () => details.append(...result.matrices().filter((matrix) => matrix.differing === 0).map(drawMatrix)),
        { once: true },
      );
      paragraph.replaceWith(details);
    });
  }

  /** Names the behavior under the pointer, and goes to it. */
  function timeline(all) {
    const lanes = byId("page-lanes");
    if (lanes === null) return;
    const span = Number(lanes.dataset.span);
    const hint = byId("page-lane-hint");
    const under = (event) => {
      const svg = event.target.closest("svg[data-lane]");
      if (svg === null) return null;
      const box = svg.getBoundingClientRect();
      const at = (span * (event.clientX - box.left)) / box.width;
      const lane = svg.dataset.lane;
      let best = null;
      let distance = span / 100;
      for (const result of all) {
        if (!result.ran || (result.lane === null ? "no lane" : result.lane) !== lane) continue;
        const away = Math.max(result.offset - at, at - result.offset - result.duration, 0);
        if (away < distance) {
          best = result;
          distance = away;
        }
      }
      return best;
    };
    lanes.addEventListener("pointermove", (event) => {
      const result = under(event);
      hint.textContent =
        result === null ? "" : VERDICTS[result.verdict] + "  " + result.id + ", " + duration(result.duration);
    });
    lanes.addEventListener("click", (event) => {
      const result = under(event);
      if (result !== null) location.hash = result.anchor;
    });
    hint.textContent = "Point at a bar to see which behavior it is; click to go there.";
  }

  /** On paper, what needs a look is unfolded. */
  function print() {
    let unfolded = [];
    window.addEventListener("beforeprint", () => {
      unfolded = [...document.querySelectorAll(".group > details.behavior:not([open])")];
      unfolded.forEach((details) => (details.open = true));
    });
    window.addEventListener("afterprint", () => unfolded.forEach((details) => (details.open = false)));
  }

  function report(data) {
    const all = results(data);
    const byAnchor = new Map(all.map((result) => [result.anchor, result]));
    const go = list(all);
    controls(byAnchor);
    timeline(all);
    print();
    const follow = () => {
      let anchor;
      try {
        anchor = decodeURIComponent(location.hash.slice(1));
      } catch (malformed) {
        return;
      }
      const result = byAnchor.get(anchor);
      if (result !== undefined) go(result);
    };
    window.addEventListener("hashchange", follow);
    // A click on a link to where one is already changes no hash.
    document.addEventListener("click", (event) => {
      const link = event.target instanceof Element ? event.target.closest('a[href^="#"]') : null;
      if (link !== null && link.hash === location.hash) follow();
    });
    // The browser goes to where a link leads when everything is loaded, and would take the focus away again.
    if (document.readyState === "complete") follow();
    else window.addEventListener("load", () => setTimeout(follow), { once: true });
  }

  /** Narrows the entries of a comparison to those in which all words occur. */
  function comparison() {
    const place = byId("page-filter");
    const entries = [...document.querySelectorAll(".entry")];
    if (entries.length < 8) return;
    const texts = entries.map((entry) => entry.textContent.toLowerCase());
    const status = make("p", { class: "note", role: "status" });
    const search = make("input", {
      type: "search",
      id: "page-search",
      placeholder: "Search what changed",
      "aria-label": "Search what changed",
      autocomplete: "off",
      spellcheck: "false",
    });
    search.addEventListener("input", () => {
      const words = search.value.toLowerCase().split(/\s+/).filter((word) => word !== "");
      let count = 0;
      entries.forEach((entry, index) => {
        entry.hidden = !words.every((word) => texts[index].includes(word));
        if (!entry.hidden) count++;
      });
      document.querySelectorAll(".change").forEach((group) => {
        group.hidden = group.querySelector(".entry:not([hidden])") === null;
      });
      status.textContent = words.length === 0 ? "" : count + " of " + entries.length;
    });
    place.append(make("div", { class: "filters", role: "search", "aria-label": "Changes" }, search), status);
  }

  theme();
  const data = JSON.parse(byId("page-data").textContent);
  if (document.body.dataset.page === "report") report(data);
  if (document.body.dataset.page === "comparison") comparison();
  document.documentElement.setAttribute("data-ready", "");
})();
