namespace Hanbeam.Dose.MonteCarlo;

/// <summary>Where the energy went, MeV per primary: in + Q = deposited + neutrons + gamma + escaped.</summary>
/// <param name="IncomingMeV">Kinetic energy of the ions of the beam.</param>
/// <param name="ReactionQMeV">Rest energy set free by reactions; usually negative.</param>
/// <param name="DepositedMeV">Deposited in the scoring grid.</param>
/// <param name="UpstreamMeV">Deposited in what stands upstream: nozzle, filters, range shifter.</param>
/// <param name="NeutronMeV">Carried away by neutrons.</param>
/// <param name="GammaMeV">Carried away by gamma rays of excited nuclei.</param>
/// <param name="EscapedMeV">Carried out of the geometry by ions.</param>
/// <param name="Reactions">Number of reactions per primary, all generations.</param>
public sealed record EnergyBook(
    double IncomingMeV, double ReactionQMeV, double DepositedMeV, double UpstreamMeV, double NeutronMeV, double GammaMeV, double EscapedMeV, double Reactions)
{
    /// <summary>What is missing, relative to the incoming energy; 0 but for rounding.</summary>
    public double RelativeImbalance =>
        (IncomingMeV + ReactionQMeV - DepositedMeV - UpstreamMeV - NeutronMeV - GammaMeV - EscapedMeV) / IncomingMeV;
}
