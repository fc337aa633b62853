using Argosy.Runtime.Generators.Emission;
using Argosy.Runtime.Generators.Model;
using Argosy.Runtime.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Argosy.Runtime.Generators;

/// <summary>
/// Generates the serializers, the registration and the typed calls of actions. Models are values without locations and
/// symbols, so that an edit that changes none of them stops at the first step.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class RuntimeGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var actions = context.SyntaxProvider.ForAttributeWithMetadataName(
                RuntimeTypes.Action, (node, _) => node is MethodDeclarationSyntax,
                (c, _) => new EquatableArray<ActionModel>(
                    ActionReader.Read((IMethodSymbol)c.TargetSymbol, new(c.SemanticModel.Compilation))))
            .WithTrackingName("Actions").SelectMany((found, _) => found).Collect();
        var archivables = context.SyntaxProvider.ForAttributeWithMetadataName(
                RuntimeTypes.Archivable, (node, _) => node is TypeDeclarationSyntax,
                (c, _) => ArchivableReader.Read((INamedTypeSymbol)c.TargetSymbol, new(c.SemanticModel.Compilation)))
            .WithTrackingName("Archivables").Where(m => m is not null).Select((m, _) => m!);
        var written = context.SyntaxProvider.CreateSyntaxProvider(
                (node, _) => node is ClassDeclarationSyntax { BaseList: not null }, (c, _) => UserSerializers.Read(c))
            .WithTrackingName("Written").SelectMany((found, _) => found).Collect();
        var libraries = context.CompilationProvider.Select(Libraries.Of).WithTrackingName("Libraries");
        var framework = context.CompilationProvider.Select((c, _) => HasModuleInitializer(c))
            .WithTrackingName("Framework");

        var owners = actions.Select((all, _) => new EquatableArray<OwnerModel>(
            all.GroupBy(a => a.Owner).Select(g => new OwnerModel(g.Key, new(g.Distinct())))));
        context.RegisterSourceOutput(
            archivables.Collect().SelectMany((all, _) => FileNames.Of(all, a => a.Serializer)),
            (c, type) => c.AddSource($"{type.File}.g.cs", ArchivableEmitter.Emit(type.Model)));
        context.RegisterSourceOutput(
            owners.SelectMany((all, _) => FileNames.Of(all, o => o.Owner)),
            (c, owner) => EmitOwner(c, owner.File, owner.Model));

        var counts = actions.Select((all, _) => new EquatableArray<int>(
            all.Select(a => ArgumentsEmitter.Types(a).Count).Distinct().OrderBy(n => n)));
        context.RegisterSourceOutput(
            counts, (c, all) => EmitSome(c, "Arguments", all.Count, () => ArgumentsEmitter.Emit(all)));

        var signatures = actions.Combine(libraries).Select((both, _) => new EquatableArray<SignatureModel>(
            both.Left.Where(a => a.IsStatic).Select(a => a.Signature).Concat(both.Right.SelectMany(l => l.Signatures))
                .Distinct()));
        context.RegisterSourceOutput(
            signatures, (c, all) => EmitSome(c, "ActionCalls", all.Count, () => CallsEmitter.Emit(all)));

        var registration = actions.Combine(archivables.Collect()).Combine(written).Combine(libraries).Combine(framework)
            .Select((all, _) => Registrations.Of(
                all.Right, all.Left.Right, all.Left.Left.Left.Left, all.Left.Left.Left.Right, all.Left.Left.Right))
            .WithTrackingName("Registration");
        context.RegisterSourceOutput(
            registration,
            (c, all) => EmitSome(c, "Registration", all.IsEmpty ? 0 : 1, () => RegistrationEmitter.Emit(all)));
    }

    private static void EmitOwner(SourceProductionContext context, string file, OwnerModel owner)
    {
        context.AddSource($"{file}_Actions.g.cs", ActionEmitter.Emit(owner));
        if (RemoteEmitter.Emit(owner) is { } calls)
            context.AddSource($"{file}_RemoteCalls.g.cs", calls);
    }

    private static void EmitSome(SourceProductionContext context, string name, int count, Func<string> code)
    {
        if (count > 0)
            context.AddSource($"{name}.g.cs", code());
    }

    private static bool HasModuleInitializer(Compilation compilation) =>
        compilation.GetTypesByMetadataName("System.Runtime.CompilerServices.ModuleInitializerAttribute")
            .Any(t => RuntimeTypes.CanName(t, compilation));
}
