using Argosy.Platforms.Diagnostics;

namespace Argosy.JobHealth.Dashboard;

/// <summary>The folder of published wheel mirrors: <c>&lt;slug&gt;/&lt;letter&gt;/&lt;name&gt;/*.whl</c>.</summary>
public static class PublishedWheels
{
    /// <summary>The number of wheels in each mirror, by its slug; ARG0698 if the folder can't be read.</summary>
    /// <param name="folder">Such as <c>artifacts/mirror/wheel</c>.</param>
    public static IReadOnlyDictionary<string, int> CountIn(string folder)
    {
        // Neither a circular link nor a folder without permission may prevent the page.
        var options = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            AttributesToSkip = FileAttributes.ReparsePoint
        };
        try
        {
            return Directory.EnumerateDirectories(folder).ToDictionary(mirror => Path.GetFileName(mirror),
                mirror => Directory.EnumerateFiles(mirror, "*.whl", options).Count(), StringComparer.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ArgosyException(new Diagnostic("ARG0698", new(folder),
                $"the wheel mirrors can't be read ({e.Message.TrimEnd('.')})",
                "Give the folder that has a folder for each platform."), e);
        }
    }
}
