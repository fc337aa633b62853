using Argosy.Pipelines.Declarations;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Yaml;

namespace Argosy.DevStack;

/// <summary>The Zuul job of a profile as declared.</summary>
/// <param name="Name">Unique in the tenant; with <c>{arch}</c> for a profile of single machines.</param>
/// <param name="Description">For people.</param>
/// <param name="Parent">A job that writes DevStack's configuration from the variables, such as <c>devstack</c>.</param>
/// <param name="NodeSet">An existing nodeset; null for a generated one.</param>
/// <param name="Timeout">Seconds; null inherits.</param>
/// <param name="Voting">False for a job whose result must not block a change.</param>
/// <param name="PreRun">Playbooks that run after DevStack is copied and before it is started.</param>
/// <param name="Variables">The job's other variables.</param>
internal sealed record DevstackJobDeclaration(
    Pattern Name,
    Pattern Description,
    string Parent,
    Pattern? NodeSet,
    int? Timeout,
    bool Voting,
    IReadOnlyList<string> PreRun,
    IReadOnlyList<(string Name, YamlText Value)> Variables)
{
    public static DevstackJobDeclaration Read(YamlMap map, bool perArchitecture)
    {
        var job = new DevstackJobDeclaration(
            Pattern.ParseName(map.Get("name").AsText(), perArchitecture),
            Pattern.Parse(map.Get("description").AsText(), perArchitecture),
            map.Text("parent"),
            map.Find("nodeset") is { } nodeset ? Pattern.Parse(nodeset.AsText(), perArchitecture) : null,
            map.Find("timeout") is { } timeout ? TimeoutOf(timeout.AsText()) : null,
            map.Bool("voting", absent: true),
            map.Texts("pre-run"),
            [.. (map.Map("vars")?.Entries ?? [])
                .Select(e => (DevstackName.Of(e.Key, DevstackName.Variable), e.Value.AsText()))]);
        map.Done();
        return job;
    }

    private static int TimeoutOf(YamlText text) => text.AsInt() is >= 60 and <= JobFamily.MaxTimeout and var seconds
        ? seconds
        : throw new ArgosyException(new Diagnostic("ARG0603", text.Place,
            $"a timeout of {text.Value} seconds isn't possible",
            $"Write seconds from 60 to {JobFamily.MaxTimeout}."));
}
