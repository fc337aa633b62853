namespace Argosy.Runtime;

/// <summary>The objects whose actions the current flow of control runs, the innermost first: none of them can be moved
/// before that action has ended, so the action must not wait for it.</summary>
internal sealed class HeldObjects
{
    private static readonly AsyncLocal<HeldObjects?> s_current = new();

    private readonly GlobalId _id;
    private readonly HeldObjects? _outer;

    private HeldObjects(GlobalId id, HeldObjects? outer) => (_id, _outer) = (id, outer);

    internal static HeldObjects Enter(GlobalId id) => s_current.Value = new(id, s_current.Value);

    internal void Leave() => s_current.Value = _outer;

    internal static bool Contain(GlobalId id)
    {
        for (var one = s_current.Value; one is not null; one = one._outer)
        {
            if (one._id == id)
                return true;
        }
        return false;
    }
}
