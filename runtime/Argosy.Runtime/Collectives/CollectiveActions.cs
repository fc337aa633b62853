namespace Argosy.Runtime;

/// <summary>The actions by which localities take part in collective operations.</summary>
internal static class CollectiveActions
{
    private static readonly UnitSerializer s_unit = new();

    /// <summary>Brings a part; answered when the operation there takes it, which bounds what waits there.</summary>
    internal static ActionDescriptor<CollectivePart, Unit> Bring { get; } = new(
        "Argosy.Runtime.Collectives.Bring", true, new CollectivePart.Serializer(), s_unit,
        static (part, context) => context.Cluster.Collectives.ArriveAsync(context.Caller.Id, part));

    /// <summary>Registers the actions; before anything is received.</summary>
    internal static void Register() => ActionRegistry.Register(Bring);

    /// <summary>Brings a large value of a type. A receiver registers it before it says that it waits.</summary>
    internal static ActionDescriptor<CollectiveValue<T>, Unit> BringLarge<T>() => Large<T>.s_bring;

    /// <summary>Makes it known here.</summary>
    internal static void Receive<T>() => ActionRegistry.Register(Large<T>.s_bring);

    private static class Large<T>
    {
        internal static readonly ActionDescriptor<CollectiveValue<T>, Unit> s_bring = new(
            $"Argosy.Runtime.Collectives.Bring<{typeof(T)}>", true, new CollectiveValue<T>.Serializer(), s_unit,
            static (value, context) =>
            {
                if (context.Cluster.Collectives.TryDeliver(context.Caller.Id, value))
                    context.KeepArguments();
                return default;
            });
    }
}
