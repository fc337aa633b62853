using Argosy.Zuul.Model;

namespace Argosy.Zuul.Checking.Rules;

/// <summary>Timeouts are within what the tenant allows.</summary>
internal sealed class TimeoutRule : IRule
{
    private static readonly string[] s_attributes = ["timeout", "pre-timeout", "post-timeout"];

    public IEnumerable<Finding> Check(Layout layout)
    {
        var most = layout.Configuration.Tenant.MaxJobTimeout;
        if (most == -1) return [];
        return from job in layout.Variants.Concat(layout.ProjectPipelines.SelectMany(p => p.Jobs))
               from attribute in s_attributes
               let text = job.Body.Text(attribute)
               where text is not null && Seconds(text) > most
               select FindingKinds.s_longTimeout.Error(text.Place,
                   $"'{attribute}' is {Seconds(text)} seconds; the tenant allows {most}",
                   $"Write {most} or less, or split the job.");
    }

    /// <summary>A timeout's seconds; null if it isn't a plain number.</summary>
    public static long? Seconds(TextNode text) => YamlNumber.TryInteger(text, out var seconds) ? seconds : null;
}
