using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Yaml;

namespace Argosy.DevStack;

/// <summary>The distribution release of a machine with DevStack.</summary>
/// <param name="Name">Its name in profiles, such as <c>openeuler-24.03</c>.</param>
/// <param name="DistroName">DevStack's own name for it.</param>
/// <param name="Label">The label of Zuul's x64 nodes; others append the architecture.</param>
/// <param name="Architectures">Architectures that the release supports.</param>
/// <param name="Tested">Whether DevStack runs there without being forced.</param>
/// <remarks>Not the model's distributions: those must also be apt archives from which roots are made.</remarks>
internal sealed record DevstackBase(
    string Name, string DistroName, string Label, IReadOnlyList<Architecture> Architectures, bool Tested)
{
    /// <summary>The base of that name, or error ARG0630.</summary>
    public static DevstackBase Parse(YamlText name) => KnownDevstack.Of.Bases.FirstOrDefault(b => b.Name == name.Value)
        ?? throw new ArgosyException(new Diagnostic("ARG0630", name.Place,
            $"'{name.Value}' is no distribution DevStack runs on",
            Suggestion.For(name.Value, KnownDevstack.Of.Bases.Select(b => b.Name))));

    public static DevstackBase Read(string name, YamlMap map, IReadOnlySet<string> tested)
    {
        var distro = map.Text("distro");
        var release = new DevstackBase(name, distro, map.Text("label"),
            [.. map.Get("architectures").AsList().Texts().Select(t => Architecture.Parse(t.Value, t.Place))],
            tested.Contains(distro));
        map.Done();
        return release;
    }

    /// <summary>The label of nodes of an architecture, in OpenStack's habit.</summary>
    public string LabelOf(Architecture architecture) =>
        architecture == Architecture.DefaultBaseline ? Label : $"{Label}-{architecture}";

    /// <summary>The variables that a machine with this base needs before all others.</summary>
    public IReadOnlyList<VariableGroup> Variables => Tested
        ? []
        : [new($"DevStack isn't tested on {DistroName}, and stops there unless it is forced.",
            [new("FORCE", new LiteralValue("yes"))])];
}
