// What Word, Google Docs and their like put on the clipboard, as plain elements: emphasis, headings, lists, links, tables. The server cleans
// whatever comes of it again (articles/html).

const unwrap = (element) => element.replaceWith(...element.childNodes);

function renamed(element, tag) {
  const other = element.ownerDocument.createElement(tag);
  other.append(...element.childNodes);
  element.replaceWith(other);
  return other;
}

const STYLE = "data-was-style";
/** Styles are read, never applied: the page's policy reports each that is parsed, also in a document that nobody sees. */
const withoutStyles = (html) =>
  html.replace(/<style\b[\s\S]*?<\/style\s*>/gi, "").replace(/<[a-z][^<>]*>/gi, (tag) => tag.replace(/(\s)style(?=\s*=)/gi, `$1${STYLE}`));
const styleOf = (element) => element.getAttribute(STYLE) ?? "";
const styled = (element, name) => new RegExp(`(?:^|;)\\s*${name}\\s*:\\s*([^;]+)`, "i").exec(styleOf(element))?.[1].trim().toLowerCase() ?? "";

/** Write what a style means as elements: Docs and Word say bold by style. */
function emphasis(element) {
  const [fontWeight, fontStyle, verticalAlign] = ["font-weight", "font-style", "vertical-align"].map((name) => styled(element, name));
  const isHeading = element.closest("h1, h2, h3, h4, h5, h6") !== null;
  const tags = [];
  if (!isHeading && (fontWeight === "bold" || Number(fontWeight) >= 600) && !element.closest("b, strong")) tags.push("strong");
  if (fontStyle === "italic" && !element.closest("i, em")) tags.push("em");
  if (/text-decoration[^;]*line-through/i.test(styleOf(element))) tags.push("s");
  if (verticalAlign === "super") tags.push("sup");
  if (verticalAlign === "sub") tags.push("sub");
  for (const tag of tags) {
    const mark = element.ownerDocument.createElement(tag);
    mark.append(...element.childNodes);
    element.append(mark);
  }
}

/** Word writes a list as paragraphs: “MsoListParagraph” with a level, its bullet as text. */
function wordLists(body) {
  const isItem = (element) => element?.matches?.("p") && (/mso-list:\s*l\d+/i.test(styleOf(element)) || /MsoListParagraph/.test(element.className));
  for (const first of [...body.querySelectorAll("p")].filter(isItem)) {
    if (!first.isConnected || isItem(first.previousElementSibling)) continue;
    const items = [];
    for (let one = first; isItem(one); one = one.nextElementSibling) items.push(one);
    const stack = [];
    for (const item of items) {
      const level = Number(/level(\d+)/.exec(styleOf(item))?.[1] ?? 1);
      const marker = item.querySelector(`[${STYLE}*='mso-list:Ignore' i], [${STYLE}*='mso-list: Ignore' i]`);
      const sign = (marker?.textContent ?? /^\s*(?:[·•o§-]|\d+[.)])\s+/u.exec(item.textContent)?.[0] ?? "·").trim();
      const tag = /^(?:\d+|[a-z]|[ivx]+)[.)]/i.test(sign) ? "ol" : "ul";
      if (marker) marker.remove();
      while (stack.length > level) stack.pop();
      while (stack.length < level) {
        const list = item.ownerDocument.createElement(tag);
        const above = stack.at(-1);
        if (above) (above.lastElementChild ?? above.appendChild(item.ownerDocument.createElement("li"))).append(list);
        else item.before(list);
        stack.push(list);
      }
      const point = item.ownerDocument.createElement("li");
      const words = item.ownerDocument.createElement("p");
      words.append(...item.childNodes);
      point.append(words);
      stack.at(-1).append(point);
      item.remove();
    }
  }
}

/** Google Docs sends links through its own address. */
function ownAddress(link) {
  const href = link.getAttribute("href") ?? "";
  const found = /^https:\/\/www\.google\.com\/url\?(.*)$/.exec(href);
  const meant = found && new URLSearchParams(found[1]).get("q");
  if (meant && /^https?:/.test(meant)) link.setAttribute("href", meant);
}

/** Return pasted HTML without what word processors add. What our own editor copied passes as it is. */
export function cleaned(html) {
  if (html.includes("data-pm-slice")) return html;
  const page = new DOMParser().parseFromString(withoutStyles(html).replace(/<!--\[if[\s\S]*?<!\[endif\]-->/gi, "").replace(/<!\[(?:if|endif)[^>]*>/gi, ""), "text/html");
  const { body } = page;
  for (const gone of body.querySelectorAll("style, script, meta, link, title, xml, o\\:p:empty, .Apple-interchange-newline")) gone.remove();
  const comments = page.createTreeWalker(body, NodeFilter.SHOW_COMMENT);
  const found = [];
  while (comments.nextNode()) found.push(comments.currentNode);
  for (const comment of found) comment.remove();
  for (const wrapper of body.querySelectorAll(`b[id^='docs-internal-guid'], b[${STYLE}^='font-weight:normal']`)) unwrap(wrapper);
  for (const title of body.querySelectorAll("p.MsoTitle")) renamed(title, "h2");
  wordLists(body);
  for (const element of body.querySelectorAll(`:is(span, a)[${STYLE}]`)) emphasis(element);
  for (const link of body.querySelectorAll("a[href]")) ownAddress(link);
  for (const anchor of body.querySelectorAll("a:not([href])")) unwrap(anchor);
  for (const other of body.querySelectorAll("span, font, o\\:p, u, ins")) unwrap(other);
  for (const heading of body.querySelectorAll("h1")) renamed(heading, "h2");
  for (const heading of body.querySelectorAll("h5, h6")) renamed(heading, "h4");
  for (const mark of body.querySelectorAll(":is(h2, h3, h4) :is(b, strong)")) unwrap(mark);
  for (const empty of body.querySelectorAll("p, h2, h3, h4")) if (!empty.textContent.replaceAll("\u00a0", " ").trim() && !empty.querySelector("img")) empty.remove();
  const texts = page.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) texts.currentNode.data = texts.currentNode.data.replaceAll("\u00a0", " ").replace(/[\r\n\t ]+/g, " ");
  for (const element of body.querySelectorAll("*")) {
    for (const { name } of [...element.attributes]) {
      if (!["href", "colspan", "rowspan", "start", "lang", "dir", "scope"].includes(name) && (name === STYLE || !name.startsWith("data-"))) element.removeAttribute(name);
    }
    if (!element.matches("p, h2, h3, h4, blockquote, ul, li")) for (const name of ["lang", "dir"]) element.removeAttribute(name);
    if (element.getAttribute("dir") === "ltr") element.removeAttribute("dir");
  }
  return body.innerHTML;
}
