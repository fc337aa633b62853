using Argosy.JobHealth;
using Argosy.JobHealth.Dashboard;
using Argosy.Packages.Wheels.Ledger;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Argosy.Dashboard.Tests.Chromium))]

namespace Argosy.Dashboard.Tests;

/// <summary>Debian's browser, shared by all tests; each test has its own pages.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("dashboard-").FullName;
    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;
    private int _files;

    public async ValueTask InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        // The browser's own sandbox doesn't work for root.
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = "/usr/bin/chromium",
            Args = Environment.IsPrivilegedProcess ? ["--no-sandbox"] : [],
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Opens the dashboard from a file.</summary>
    internal async Task<OpenPage> OpenAsync(HealthFigures figures, BrowserNewContextOptions? options = null)
    {
        var path = Path.Combine(_folder, $"{Interlocked.Increment(ref _files)}.html");
        DashboardPage.Write(path, DashboardPage.Render(figures, SyntheticYear.Wheels()));
        return await OpenPage.OfAsync(await _browser.NewContextAsync(options), path);
    }

    /// <summary>Opens a ledger of wheels from a file, in a window of a width.</summary>
    internal async Task<OpenPage> OpenAsync(
        WheelLedger ledger, int width = 1280, BrowserNewContextOptions? options = null)
    {
        var folder = Directory.CreateDirectory(
            Path.Combine(_folder, $"ledger-{Interlocked.Increment(ref _files)}")).FullName;
        LedgerPage.Write(folder, ledger, "argosy");
        options ??= new();
        options.ViewportSize = new() { Width = width, Height = 800 };
        return await OpenPage.OfAsync(await _browser.NewContextAsync(options),
            Path.Combine(folder, LedgerPage.FileName));
    }

    /// <summary>Opens a page that was written before, in a window of a width.</summary>
    internal async Task<OpenPage> OpenAsync(string path, int width = 1280, BrowserNewContextOptions? options = null)
    {
        options ??= new();
        options.ViewportSize = new() { Width = width, Height = 800 };
        return await OpenPage.OfAsync(await _browser.NewContextAsync(options), path);
    }

    /// <summary>Opens it with that many projects, in a window of a width.</summary>
    internal Task<OpenPage> OpenAsync(int projects, int width = 1280) =>
        OpenAsync(SyntheticYear.Of(projects), new() { ViewportSize = new() { Width = width, Height = 800 } });
}
