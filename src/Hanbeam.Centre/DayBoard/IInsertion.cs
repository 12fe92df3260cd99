using Hanbeam.Numerics.Random;

namespace Hanbeam.Centre.DayBoard;

/// <summary>Finds the best place for an appointment in an order of others.</summary>
internal interface IInsertion
{
    /// <summary>Tries the places.</summary>
    /// <param name="order">The others.</param>
    /// <param name="index">The appointment.</param>
    /// <param name="random">Decides between equally good places.</param>
    /// <returns>The place, 0 to the length of the order, and the cost with the appointment there.</returns>
    (int Place, DayCost Cost) Best(List<int> order, int index, RandomStream random);
}
