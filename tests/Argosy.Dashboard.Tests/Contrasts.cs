namespace Argosy.Dashboard.Tests;

/// <summary>Finds text that is hard to read.</summary>
internal static class Contrasts
{
    // WCAG 2.1's formulas, over the browser's computed colours. The first background that isn't transparent counts.
    public const string Poor = """
        () => {
          const parse = colour => { const c = colour.match(/[\d.]+/g).map(Number); return c.length < 4 ? [...c, 1] : c; };
          const light = ([r, g, b]) => [r, g, b].map(v => v / 255).map(v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
            .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
          const paper = e => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor); if (c[3] > 0) return c; } return [255, 255, 255]; };
          const texts = [...document.querySelectorAll('body *')].filter(e => !e.closest('script, .heard')
            && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()));
          const contrast = e => { const [a, b] = [light(parse(getComputedStyle(e).color)), light(paper(e))]; return (Math.max(a, b) + .05) / (Math.min(a, b) + .05); };
          return [...new Set(texts.filter(e => contrast(e) < 4.5).map(e => `${e.tagName}.${e.className} ${contrast(e).toFixed(2)}`))];
        }
        """;
}
