using System.Text;

namespace Argosy.Zuul.Freezing;

/// <summary>Frozen jobs for people.</summary>
public static class FrozenText
{
    private const int WidestName = 40;
    private const int WidestValue = 60;

    /// <summary>The text, which ends with a line end.</summary>
    public static string Of(FrozenPipeline frozen)
    {
        ArgumentNullException.ThrowIfNull(frozen);
        var text = new StringBuilder(
            $"{frozen.Project}, {frozen.Pipeline}, branch {frozen.Branch}: "
            + $"{frozen.Jobs.Count} {(frozen.Jobs.Count == 1 ? "job" : "jobs")}\n");
        foreach (var job in frozen.Jobs)
        {
            text.Append(
                $"\n{string.Join(" < ", job.Parents.Prepend(job.Name))}"
                + $"{(job.AbsentParent is null ? "" : " (not here: what it says is lacking)")}\n");
            var (name, value) = (
                Width(job.Attributes.Select(a => a.Name), WidestName),
                Width(job.Attributes.Select(a => a.Value), WidestValue));
            foreach (var attribute in job.Attributes)
                text.Append(
                    $"  {attribute.Name.PadRight(name)}  {attribute.Value.PadRight(value)}  {attribute.Origin}\n");
        }

        if (frozen.LeftOut.Count > 0) text.Append("\nleft out\n");
        foreach (var job in frozen.LeftOut) text.Append($"  {job.Name}: {job.Reason} ({job.Place})\n");
        return text.ToString();
    }

    private static int Width(IEnumerable<string> texts, int widest) =>
        texts.Select(t => t.Length).Where(l => l <= widest).DefaultIfEmpty(0).Max();
}
