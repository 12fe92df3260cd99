using Hanbeam.Dose.BeamModels;
using Hanbeam.Verification.Claims;
using Xunit;

namespace Hanbeam.Verification.Dose;

public sealed class StraightAheadTransport_ConservesEnergy_WithinATenthOfAPercent
{
    [Theory]
    [InlineData(100)]
    [InlineData(290)]
    [InlineData(430)]
    public void EnergyIn_Is_DepositedOrCarriedAway(double energy)
    {
        var claim = Claim.Of(this, "Of the energy of the beam every part is deposited, leaves with ions at the far end, or is carried away by neutral particles; neutral particles never carry a negative energy.", "Conservation of energy", $"{nameof(EnergyIn_Is_DepositedOrCarriedAway)}_{energy:F0}");
        var tables = new TransportTables(energy);
        var transport = new MonoenergeticTransport(tables, energy, 430, 0);
        transport.Run();
        var deposited = transport.PrimaryDepositMeV + TransportTables.StepMm * (transport.PrimaryLocal.Sum() + transport.Dose.Sum(part => part.Sum()));
        claim.Within("deposited + leaving + neutral over incoming", (deposited + transport.LeavingEnergyMeV + transport.NeutralEnergyMeV) / (12 * energy), 1, 0.001, "",
            "sharing ions between cells of range keeps mean range, not mean energy: below 0.1 %");
        claim.AtLeast("neutral share", transport.NeutralEnergyMeV / (12 * energy), 0, "", "neutrons take energy, they bring none");
        claim.AtMost("neutral share", transport.NeutralEnergyMeV / (12 * energy), 0.25, "", "of 12 nucleons at most 6 neutrons, and fewer than half of them free after a reaction");
        claim.Conclude();
    }
}
