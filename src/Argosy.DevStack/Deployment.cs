using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;

namespace Argosy.DevStack;

/// <summary>Machines that run OpenStack together: those that one job starts.</summary>
/// <param name="Profile">The profile it was made from.</param>
/// <param name="Suffix">The suffix of its file and job names; empty on a profile's preferred distribution.</param>
/// <param name="Nodes">The machines, the controller first.</param>
internal sealed record Deployment(DevstackProfile Profile, string Suffix, IReadOnlyList<DevstackNode> Nodes)
{
    /// <summary>All deployments of a profile for a model.</summary>
    public static IEnumerable<Deployment> All(Model model, DevstackProfile profile) =>
        profile.Nodes.Count > 0
            ? [Cloud(model, profile)]
            : model.Architectures.SelectMany(a => Machines(model, profile, a));

    /// <summary>The one architecture of a single machine; null for a cloud.</summary>
    public Architecture? Single => Profile.Nodes.Count == 0 ? Nodes[0].Architecture : null;

    // One for each of the profile's distributions that supports the architecture.
    private static IEnumerable<Deployment> Machines(Model model, DevstackProfile profile, Architecture architecture) =>
        from release in Carriers(model, profile, architecture).Index()
        let suffix = release.Index == 0 ? "" : $"-{release.Item.Name}"
        let node = Node(
            model, profile, profile.SettingsOf(model, architecture), release.Item, architecture,
            $"{architecture}{suffix}")
        select new Deployment(profile, suffix, [node with { Name = "controller" }]);

    private static Deployment Cloud(Model model, DevstackProfile profile)
    {
        var nodes = (
            from declared in profile.Nodes
            from a in declared.ArchitecturesIn(model)
            let settings = declared.Settings.After(profile.SettingsOf(model, a))
            select Node(model, profile, settings, Carriers(model, profile, a)[0], a, declared.Name.For(model, a))
                with
            { Role = declared.Role })
            .OrderBy(n => n.Role).ToList();
        var twins = nodes.CountBy(n => n.Name).FirstOrDefault(n => n.Value > 1);
        if (twins.Key is { } name)
            throw new ArgosyException(new Diagnostic("ARG0632", profile.Place,
                $"{twins.Value} nodes would be called '{name}'", "Rename one of them."));
        return new(profile, "", [.. nodes.Select(n => WithImages(model, profile, n, nodes))]);
    }

    private static DevstackNode WithImages(
        Model model, DevstackProfile profile, DevstackNode node, List<DevstackNode> all) =>
        profile.Images is null || node.Role != NodeRole.Controller
            ? node
            : node with
            {
                Conf = node.Conf with
                {
                    Variables =
                    [
                        .. node.Conf.Variables,
                        profile.Images.For(model, node.Architecture,
                            [.. Architecture.All.Where(a => all.Any(n => n.Architecture == a))]),
                    ],
                },
            };

    private static DevstackNode Node(
        Model model, DevstackProfile profile, ProfileSettings settings, DevstackBase release,
        Architecture architecture, string name)
    {
        var conf = settings.For(
            model, architecture, $"{profile.Name}-{name}", profile.Description.For(model, architecture));
        conf = conf with { Variables = [.. release.Variables, .. conf.Variables] };
        RefuseLateReferences(profile, conf);
        return new(name, NodeRole.Controller, architecture, release, conf);
    }

    // A shell would find no value there, while the role that writes a job's variables would reorder them.
    private static void RefuseLateReferences(DevstackProfile profile, LocalConf conf)
    {
        var names = conf.Variables.SelectMany(g => g.Variables).Select(v => v.Name).ToList();
        var late = conf.Variables.SelectMany(g => g.Variables).Index()
            .Where(v => v.Item.Value is ReferenceValue other && names.IndexOf(other.Variable) >= v.Index)
            .Select(v => new Diagnostic("ARG0633", profile.Place,
                $"'{v.Item.Name}' takes its value from '{((ReferenceValue)v.Item.Value).Variable}', "
                + $"which {conf.Name} sets later",
                "Set the other one above it.")).ToList();
        if (late.Count > 0) throw new ArgosyException(late);
    }

    private static List<DevstackBase> Carriers(Model model, DevstackProfile profile, Architecture architecture)
    {
        var bases = profile.BasesFor(model);
        var carriers = bases.Where(b => b.Architectures.Contains(architecture)).ToList();
        return carriers.Count > 0
            ? carriers
            : throw new ArgosyException(new Diagnostic("ARG0631", profile.Place,
                $"none of {string.Join(", ", bases.Select(b => b.Name))} has {architecture}",
                "Add a distribution that has it to 'bases'."));
    }
}

/// <summary>A machine of a deployment.</summary>
/// <param name="Name">The node's name in Zuul.</param>
/// <param name="Role">Its role.</param>
/// <param name="Architecture">Its architecture.</param>
/// <param name="Base">Its distribution.</param>
/// <param name="Conf">Its configuration.</param>
internal sealed record DevstackNode(
    string Name, NodeRole Role, Architecture Architecture, DevstackBase Base, LocalConf Conf)
{
    /// <summary>Whether guests run on it.</summary>
    public bool RunsGuests => Conf.Services.Any(g => g.Enabled && g.Names.Contains("n-cpu"));
}
