using Microsoft.Playwright;

namespace Argosy.Bench.Dashboard;

/// <summary>The browser's load times of the page from a file, in milliseconds since the request.</summary>
/// <param name="FirstPaint">The first part of the page is visible.</param>
/// <param name="Loaded">The page is complete, and its script has run.</param>
/// <param name="AllOpen">The time to open every project after that, up to the next frame.</param>
internal sealed record PageLoad(double FirstPaint, double Loaded, double AllOpen)
{
    private const string Timing = """
        async () => {
          const paint = () => performance.getEntriesByName('first-contentful-paint')[0];
          while (!paint() || !performance.getEntriesByType('navigation')[0].loadEventEnd) await new Promise(requestAnimationFrame);
          const before = performance.now();
          document.querySelector('button[name=fold]').click();
          await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
          return [paint().startTime, performance.getEntriesByType('navigation')[0].loadEventEnd, performance.now() - before];
        }
        """;

    /// <summary>Loads each page once, in a browser with empty caches.</summary>
    public static async Task<IReadOnlyList<PageLoad>> MeasureAsync(string page, int rounds)
    {
        using var playwright = await Playwright.CreateAsync();
        List<PageLoad> loads = [];
        for (var round = 0; round < rounds; round++)
        {
            await using var browser = await playwright.Chromium.LaunchAsync(new()
            {
                ExecutablePath = "/usr/bin/chromium",
                // The browser's sandbox doesn't work for root.
                Args = Environment.IsPrivilegedProcess ? ["--no-sandbox"] : [],
            });
            var tab = await browser.NewPageAsync();
            await tab.GotoAsync(new Uri(page).AbsoluteUri);
            var times = await tab.EvaluateAsync<double[]>(Timing);
            loads.Add(new(times[0], times[1], times[2]));
        }

        return loads;
    }

    /// <summary>The median of each.</summary>
    public static PageLoad Median(IReadOnlyList<PageLoad> loads)
    {
        double Of(Func<PageLoad, double> time) => loads.Select(time).Order().ElementAt(loads.Count / 2);
        return new(Of(l => l.FirstPaint), Of(l => l.Loaded), Of(l => l.AllOpen));
    }
}
