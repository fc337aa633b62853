namespace Argosy.Pipelines.Portable;

/// <summary>The only command of jobs: the call of the build.</summary>
internal static class BuildCall
{
    /// <summary>The command line; the architecture's name is one of the model's or a variable with one, so it is safe
    /// in a shell.</summary>
    public static string Of(string target, string? architecture) =>
        architecture is null ? $"./build.sh --target={target}" : $"./build.sh --target={target} --arch={architecture}";
}
