using Argosy.Packages.Dotnet;
using Argosy.Toolchains.Debian;

namespace Cake.Argosy.Tasks;

/// <summary>The cells that a model and its data folders ask for, for each kind of task.</summary>
internal static class ModelCells
{
    // Cells of one kind and item belong together.
    private const string NativeKind = "native";
    private const string DotnetKind = "dotnet";
    private const string ImageKind = "image";
    private const string WheelKind = "wheel";
    private const string DebKind = "deb";

    /// <summary>Each native item and architecture.</summary>
    public static IEnumerable<Cell> Native(BuildContext context) =>
        context.Model.Native.SelectMany(item =>
            context.Model.Architectures.Select(new Cell(NativeKind, item.Name).For));

    /// <summary>Each native item that has a variant with sanitizers.</summary>
    public static IEnumerable<Cell> Sanitized(BuildContext context) =>
        context.Model.Native.Where(n => n.Sanitized is not null).Select(n => new Cell(NativeKind, n.Name));

    /// <summary>Each .NET item and framework that it is published for.</summary>
    public static IEnumerable<Cell> Published(BuildContext context) =>
        context.Model.Dotnet.SelectMany(item =>
            item.Frameworks.Select(f => new Cell(DotnetKind, item.Name) { Variant = f }));

    /// <summary>Each .NET item that is packed.</summary>
    public static IEnumerable<Cell> Packed(BuildContext context) =>
        context.Dotnet.Packed.Select(item => new Cell(DotnetKind, item.Name));

    /// <summary>Each packed item that can be proven on the build machine.</summary>
    public static IEnumerable<Cell> Checked(BuildContext context) =>
        context.Dotnet.Packed.Where(DotnetBuild.IsChecked).Select(item => new Cell(DotnetKind, item.Name));

    /// <summary>Each self-test and each architecture with a runtime for it.</summary>
    public static IEnumerable<Cell> SelfTests(BuildContext context) => context.Model.Dotnet.SelectMany(item =>
        context.Model.Architectures
            .Where(a => context.Dotnet.IsProven(item, a))
            .Select(new Cell(DotnetKind, item.Name).For));

    /// <summary>Each image.</summary>
    public static IEnumerable<Cell> Images(BuildContext context) =>
        context.Images.Definitions.Select(d => new Cell(ImageKind, d.Name));

    /// <summary>Each image that is published.</summary>
    public static IEnumerable<Cell> PublishedImages(BuildContext context) =>
        context.Images.Definitions.Where(d => d.Publish is not null).Select(d => new Cell(ImageKind, d.Name));

    /// <summary>Each image and architecture.</summary>
    public static IEnumerable<Cell> ImageLayers(BuildContext context) =>
        Images(context).SelectMany(cell => context.Model.Architectures.Select(cell.For));

    /// <summary>Each wheel's sdist: one that is built from this project has none.</summary>
    public static IEnumerable<Cell> Sdists(BuildContext context) =>
        context.Wheels.Fetched.Select(d => new Cell(WheelKind, d.Name));

    /// <summary>Each wheel and each platform that it is built for.</summary>
    public static IEnumerable<Cell> Wheels(BuildContext context) =>
        context.Wheels.Plan.Wheels.Where(w => w.IsBuilt)
            .Select(w => new Cell(WheelKind, w.Definition.Name).For(w.Platform));

    /// <summary>Each platform that wheels are declared for, if there are any.</summary>
    public static IEnumerable<Cell> WheelFolders(BuildContext context) =>
        context.Wheels.Plan.Wheels.Count == 0 ? [] : context.Wheels.Plan.Platforms.Select(Cell.Of);

    /// <summary>Each set of Debian packages and platform.</summary>
    public static IEnumerable<Cell> Debs(BuildContext context) => context.Debs.Definitions
        .SelectMany(d => context.Model.Platforms.Select(new Cell(DebKind, d.Name).For));

    /// <summary>Each platform, if the model declares the sysroot, or has something to compile.</summary>
    public static IEnumerable<Cell> Sysroots(BuildContext context) =>
        context.Model.Roots.ContainsKey(PlatformRoots.Sysroot)
            || context.Model.Native.Count > 0 || context.Wheels.Definitions.Count > 0
                ? context.Model.Platforms.Select(Cell.Of)
                : [];

    /// <summary>Each platform on which packages are installed to prove them.</summary>
    public static IEnumerable<Cell> CleanRoots(BuildContext context)
    {
        var used = Wheels(context).Concat(Debs(context)).Select(c => c.Platform).ToHashSet();
        return context.Model.Platforms.Where(used.Contains).Select(Cell.Of);
    }

    /// <summary>Each foreign architecture on which a self-test runs.</summary>
    public static IEnumerable<Cell> MonoRoots(BuildContext context) => SelfTests(context).Select(c => c.Architecture!)
        .Where(a => !context.Settings.Host.Runs(a)).Distinct().Select(a => Cell.Of(context.Model.BasePlatform(a)));

    /// <summary>Each distribution that wheels are declared for, if any are built.</summary>
    public static IEnumerable<Cell> PythonRoots(BuildContext context) =>
        context.Wheels.Definitions.Count == 0
            ? []
            : context.Wheels.Plan.Platforms.Select(p => p.Distribution).Distinct()
                .Select(d => new Cell { Distribution = d });
}
