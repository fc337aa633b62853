using Argosy.Pipelines.Declarations;

namespace Argosy.Pipelines.Portable;

/// <summary>The only command of jobs: the call of the build.</summary>
internal static class BuildCall
{
    /// <summary>The option that selects a family's cell; null for a family of one job.</summary>
    public static string? OptionOf(Matrix over) => over switch
    {
        Matrix.Once => null,
        Matrix.Architectures => "arch",
        _ => "platform",
    };

    /// <summary>The command line; a cell's name is one of the model's or a variable with one, so it is safe in a
    /// shell.</summary>
    public static string Of(string target, Matrix over, string? cell) =>
        cell is not null && OptionOf(over) is { } option
            ? $"./build.sh --target={target} --{option}={cell}"
            : $"./build.sh --target={target}";
}
