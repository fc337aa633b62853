using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Argosy.Dashboard.Tests;

/// <summary>A page in the browser, with all its messages and requests since it was opened.</summary>
internal sealed class OpenPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _complaints = new();
    private readonly ConcurrentQueue<string> _requests = new();

    private OpenPage(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        page.Console += (_, message) => _complaints.Enqueue($"{message.Type}: {message.Text}");
        page.PageError += (_, error) => _complaints.Enqueue(error);
        page.Dialog += (_, dialog) => _complaints.Enqueue($"dialog: {dialog.Message}");
        page.Request += (_, request) => _requests.Enqueue(request.Url);
    }

    public IPage Page { get; }

    /// <summary>Errors, warnings, violations of the content policy, and dialogs.</summary>
    public IReadOnlyCollection<string> Complaints => _complaints;

    /// <summary>All requested addresses.</summary>
    public IReadOnlyCollection<string> Requests => _requests;

    public static async Task<OpenPage> OfAsync(IBrowserContext context, string path)
    {
        OpenPage page = new(context, await context.NewPageAsync());
        await page.Page.GotoAsync(new Uri(path).AbsoluteUri);
        return page;
    }

    /// <summary>Names of the visible projects.</summary>
    public async Task<IReadOnlyList<string>> ProjectsAsync() =>
        await Page.Locator(".project:visible h3").AllTextContentsAsync();

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
