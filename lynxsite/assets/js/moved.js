// On the page for addresses that lead nowhere: a submission whose page has moved is shown by the viewer.
const root = new URL("../../../", import.meta.url);
const inside = location.pathname.slice(root.pathname.length);
const [, key] = /^results\/([^/]+\/[^/]+)\/?$/.exec(inside) ?? [];
if (key) location.replace(`${root}older/?result=${key}${location.hash}`);
