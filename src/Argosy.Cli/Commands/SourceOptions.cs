using System.CommandLine;
using System.CommandLine.Parsing;
using Argosy.Zuul.Model;

namespace Argosy.Cli.Commands;

/// <summary>The options that say which Zuul configuration is read.</summary>
internal sealed class SourceOptions
{
    private readonly Option<string> _folder = new("--folder", "--path")
    {
        Description = "A repository, or a folder of repositories as name/ or owner/name/.",
        HelpName = "folder",
        DefaultValueFactory = _ => ".",
    };

    /// <summary>The tenant file.</summary>
    public Option<string?> Tenant { get; } = new("--tenant")
    {
        Description = "The tenant file, which tells config projects and limits. All its repositories are to be below "
            + "the folder.",
        HelpName = "file",
    };

    /// <summary>One tenant of the file.</summary>
    public Option<string?> TenantName { get; } = new("--tenant-name")
    {
        Description = "Read this tenant of the file alone, and not all of them.",
        HelpName = "name",
    };

    /// <summary>The project whose checkout the folder is.</summary>
    public Option<Checkout?> As { get; } = new("--as")
    {
        Description = "The project whose checkout the folder is, such as openstack/nova or openstack/nova@stable/1; "
            + "a folder's name says nothing about it.",
        HelpName = "name[@branch]",
        CustomParser = written => OptionParsers.ParseReference(
            written, Checkout.TryParse, "a project's name, or name@branch"),
    };

    /// <summary>Checkouts of the project's other branches.</summary>
    public Option<BranchFolder[]?> OtherBranches { get; } = new("--branch-folder")
    {
        Description = "A checkout of another branch of the same project; may be repeated.",
        HelpName = "branch=folder",
        CustomParser = All,
    };

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        Option[] options = [_folder, Tenant, TenantName, As, OtherBranches];
        foreach (var option in options) command.Add(option);
        command.Validators.Add(r =>
        {
            if (r.GetValue(TenantName) is not null && r.GetValue(Tenant) is null)
                r.AddError("--tenant-name needs --tenant");
        });
    }

    /// <summary>The folder.</summary>
    public string FolderOf(ParseResult parsed) => parsed.GetValue(_folder)!;

    private static BranchFolder[]? All(ArgumentResult written)
    {
        var all = written.Tokens.Select(t => BranchFolder.TryParse(t.Value)).ToList();
        if (!all.Contains(null)) return [.. all.OfType<BranchFolder>()];
        written.AddError("--branch-folder takes branch=folder");
        return null;
    }
}
