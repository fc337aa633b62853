namespace Argosy.Runtime;

/// <summary>The actions by which localities track objects.</summary>
internal static class ObjectActions
{
    private static readonly ObjectMessage.Serializer s_message = new();
    private static readonly UnitSerializer s_unit = new();
    private static readonly PrimitiveSerializer<long> s_number = new();

    internal static ActionDescriptor<ObjectMessage, long> Locate { get; } = Make(
        "Locate", false, s_number, static async (message, context) =>
            (long)await context.Cluster.Objects.HomeOf(message.Id).LocateAsync().ConfigureAwait(false));

    internal static ActionDescriptor<ObjectMessage, Unit> AddCredit { get; } = Make(
        "AddCredit", true, s_unit, static (message, context) =>
    {
        context.Cluster.Objects.ChangeCredit(message.Id, message.Number);
        return default(ValueTask<Unit>);
    });

    /// <summary>Waits for other moves; the result is the object's locality.</summary>
    internal static ActionDescriptor<ObjectMessage, long> BeginMove { get; } = Make(
        "BeginMove", false, s_number,
        static async (message, context) =>
        {
            var home = context.Cluster.Objects.HomeOf(message.Id);
            var place = await home.BeginMoveAsync(context.Caller.Id).ConfigureAwait(false);
            if (context.Cluster.PeerOf(context.Caller.Id).Loss is not null)
                home.AbandonMove(context.Caller.Id); // lost while it waited its turn
            return (long)place;
        });

    internal static ActionDescriptor<ObjectMessage, Unit> EndMove { get; } = Make(
        "EndMove", true, s_unit, static (message, context) =>
    {
        var place = checked((int)message.Number);
        context.Cluster.RequireMember(place);
        context.Cluster.Objects.HomeOf(message.Id).EndMove(place);
        return default(ValueTask<Unit>);
    });

    internal static ActionDescriptor<ObjectMessage, Unit> Drop { get; } = Make(
        "Drop", false, s_unit, static async (message, context) =>
    {
        await context.Cluster.Objects.DropAsync(message.Id).ConfigureAwait(false);
        return default;
    });

    /// <summary>Registers the actions; before anything is received.</summary>
    internal static void Register()
    {
        foreach (var action in (ActionDescriptor[])[Locate, AddCredit, BeginMove, EndMove, Drop])
            ActionRegistry.Register(action);
    }

    private static ActionDescriptor<ObjectMessage, TResult> Make<TResult>(
        string name, bool direct, ISerializer<TResult> result,
        Func<ObjectMessage, ActionContext, ValueTask<TResult>> body) =>
        new($"Argosy.Runtime.Objects.{name}", direct, s_message, result, body);
}
