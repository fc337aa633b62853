using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Rules;
using Argosy.Platforms.Yaml;
using Argosy.Zuul.Model;

namespace Argosy.Pipelines.Declarations;

/// <summary>Jobs that do the same for different architectures or platforms.</summary>
/// <param name="Name">Its name in job names.</param>
/// <param name="Place">The location of its declaration.</param>
/// <param name="Title">The playbook's action, as a verb with its object.</param>
/// <param name="Description">For people, on Zuul's job page.</param>
/// <param name="Targets">Targets that its playbook calls, in order.</param>
/// <param name="Over">The matrix over which it is expanded.</param>
/// <param name="Node">The node it runs on.</param>
/// <param name="ForeignVotes">Whether jobs for other architectures than x64 vote.</param>
/// <param name="Timeout">Its timeout on x64, in seconds.</param>
/// <param name="After">A family whose job for the same cell must have succeeded.</param>
/// <param name="Semaphore">A semaphore that it holds while it runs.</param>
/// <param name="Before">Roles that run before its targets.</param>
/// <param name="Finally">Roles that run after them, also on failure.</param>
/// <param name="Access">What its jobs may use besides the source.</param>
/// <param name="Zuul">Further attributes of its jobs.</param>
internal sealed record JobFamily(
    string Name,
    SourceLocation Place,
    string Title,
    string Description,
    IReadOnlyList<YamlText> Targets,
    Matrix Over,
    RunsOn Node,
    bool ForeignVotes,
    int Timeout,
    YamlText? After,
    YamlText? Semaphore,
    IReadOnlyList<YamlText> Before,
    IReadOnlyList<YamlText> Finally,
    JobAccess Access,
    AttributeSet Zuul)
{
    /// <summary>Zuul's default <c>max-job-timeout</c>, in seconds: a tenant rejects jobs with longer
    /// timeouts.</summary>
    public const int MaxTimeout = ZuulLimits.MaxJobTimeout;

    /// <summary>Reads one family; error ARG0603 for an impossible timeout.</summary>
    public static JobFamily Read(YamlText name, YamlMap map)
    {
        var timeout = map.Get("timeout").AsText();
        var family = new JobFamily(
            TextRules.DeclaredName.Check(name), name.Place, map.Text("title"), map.Text("description"),
            TargetList.Read(map),
            EnumParser.Read(map, "over", Matrix.Once), EnumParser.Read(map, "node", RunsOn.BuildMachine),
            map.Bool("foreign-votes", false), CheckedTimeout(timeout),
            map.Find("after")?.AsText(), map.Find("semaphore")?.AsText(),
            [.. map.Find("before")?.AsList().Texts() ?? []], [.. map.Find("finally")?.AsList().Texts() ?? []],
            JobAccess.Read(map.Map("access")), ReadZuul(map.Map("zuul")));
        map.Done();
        return family;
    }

    /// <summary>Seconds that a tenant allows, or error ARG0603.</summary>
    public static int CheckedTimeout(YamlText text) => text.AsInt() is >= 60 and <= MaxTimeout and var seconds
        ? seconds
        : throw new ArgosyException(new Diagnostic("ARG0603", text.Place,
            $"a timeout of {text.Value} seconds is out of range", $"Write 60 to {MaxTimeout}, Zuul's own limit."));

    // All attributes except those that follow from the family itself.
    private static AttributeSet ReadZuul(YamlMap? map)
    {
        if (map is null) return AttributeSet.None;
        string[] own =
            ["parent", "description", "abstract", "voting", "nodeset", "timeout", "semaphore", "run", "dependencies"];
        var attributes = AttributeSet.Read(map, [.. ZuulAttributes.Job.Where(a => !own.Contains(a.Key))]);
        map.Done();
        return attributes;
    }
}
