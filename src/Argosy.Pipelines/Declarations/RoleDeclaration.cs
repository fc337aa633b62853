using Argosy.Platforms.Rules;
using Argosy.Platforms.Yaml;

namespace Argosy.Pipelines.Declarations;

/// <summary>An Ansible role that several playbooks share: it only calls targets of the build.</summary>
/// <param name="Name">A verb with its object, such as <c>ensure-build</c>.</param>
/// <param name="Title">What it does.</param>
/// <param name="Targets">Targets that it calls, in order.</param>
internal sealed record RoleDeclaration(string Name, string Title, IReadOnlyList<YamlText> Targets)
{
    public static RoleDeclaration Read(YamlText name, YamlMap map)
    {
        var role = new RoleDeclaration(TextRules.DeclaredName.Check(name), map.Text("title"), TargetList.Read(map));
        map.Done();
        return role;
    }
}
